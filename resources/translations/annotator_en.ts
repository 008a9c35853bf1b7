<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AttributeDialog</name>
    <message numerus="yes">
        <source>%n value(s) would not fit, so nothing can be changed yet:</source>
        <translation>
            <numerusform>%n value would not fit, so nothing can be changed yet:</numerusform>
            <numerusform>%n values would not fit, so nothing can be changed yet:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AutoCodingPanel</name>
    <message numerus="yes">
        <source>%n passage(s) coded with “{code}”.</source>
        <translation>
            <numerusform>%n passage coded with “{code}”.</numerusform>
            <numerusform>%n passages coded with “{code}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeCommands</name>
    <message numerus="yes">
        <source>“{name}” is deleted, and %n coding(s) with it.</source>
        <translation>
            <numerusform>“{name}” is deleted, and %n coding with it.</numerusform>
            <numerusform>“{name}” is deleted, and %n codings with it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s)</source>
        <translation>
            <numerusform>%n code</numerusform>
            <numerusform>%n codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{codes} are deleted, and %n coding(s) with them.</source>
        <translation>
            <numerusform>{codes} are deleted, and %n coding with them.</numerusform>
            <numerusform>{codes} are deleted, and %n codings with them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodebookModel</name>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation>
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodingCommands</name>
    <message numerus="yes">
        <source>These words are too long for the name of a code (%n characters at most).</source>
        <translation>
            <numerusform>These words are too long for the name of a code (%n character at most).</numerusform>
            <numerusform>These words are too long for the name of a code (%n characters at most).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Correcting</name>
    <message numerus="yes">
        <source>%n coding(s) lost their words. They are kept, and wait for a look.</source>
        <translation>
            <numerusform>%n coding lost its words. It is kept, and waits for a look.</numerusform>
            <numerusform>%n codings lost their words. They are kept, and wait for a look.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentsModel</name>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation>
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n memo(s)</source>
        <translation>
            <numerusform>%n memo</numerusform>
            <numerusform>%n memos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
    <message numerus="yes">
        <source>%n document(s) were deleted</source>
        <translation>
            <numerusform>%n document was deleted</numerusform>
            <numerusform>%n documents were deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with %n coding(s)</source>
        <translation>
            <numerusform>with %n coding</numerusform>
            <numerusform>with %n codings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundLine</name>
    <message numerus="yes">
        <source>Code %n passage(s)</source>
        <translation>
            <numerusform>Code %n passage</numerusform>
            <numerusform>Code %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n passage(s); make the rule narrower to see all</source>
        <translation>
            <numerusform>The first passage; make the rule narrower to see all</numerusform>
            <numerusform>The first %n passages; make the rule narrower to see all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coded so already</source>
        <translation>
            <numerusform>%n coded so already</numerusform>
            <numerusform>%n coded so already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overlap(s) one coded so</source>
        <translation>
            <numerusform>%n overlaps one coded so</numerusform>
            <numerusform>%n overlap one coded so</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitCoder</name>
    <message numerus="yes">
        <source>“{code}” was given to %n passage(s).</source>
        <translation>
            <numerusform>“{code}” was given to %n passage.</numerusform>
            <numerusform>“{code}” was given to %n passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) had it already.</source>
        <translation>
            <numerusform>%n passage had it already.</numerusform>
            <numerusform>%n passages had it already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitsModel</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportOutcome</name>
    <message numerus="yes">
        <source>Something was left out of %n document(s).</source>
        <translation>
            <numerusform>Something was left out of %n document.</numerusform>
            <numerusform>Something was left out of %n documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s) imported.</source>
        <translation>
            <numerusform>%n transcript imported.</numerusform>
            <numerusform>%n transcripts imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was (were) here already.</source>
        <translation>
            <numerusform>%n was here already.</numerusform>
            <numerusform>%n were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n file could not be read.</numerusform>
            <numerusform>%n files could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarginView</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuickRows</name>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation>
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message numerus="yes">
        <source>The table is on the clipboard (%n row(s)). Paste it into Word or a spreadsheet.</source>
        <translation>
            <numerusform>The table is on the clipboard (%n row). Paste it into Word or a spreadsheet.</numerusform>
            <numerusform>The table is on the clipboard (%n rows). Paste it into Word or a spreadsheet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message numerus="yes">
        <source>… and %n more row(s) in the Word file</source>
        <translation>
            <numerusform>… and %n more row in the Word file</numerusform>
            <numerusform>… and %n more rows in the Word file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message numerus="yes">
        <source>asked in %n document(s)</source>
        <translation>
            <numerusform>asked in %n document</numerusform>
            <numerusform>asked in %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message numerus="yes">
        <source>%n hit(s)</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> in %n place(s)</source>
        <translation>
            <numerusform> in %n place</numerusform>
            <numerusform> in %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownControl</name>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation type="unfinished">
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownWords</name>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TranscriptPage</name>
    <message numerus="yes">
        <source>%n paragraph(s)</source>
        <translation>
            <numerusform>%n paragraph</numerusform>
            <numerusform>%n paragraphs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) selected</source>
        <translation>
            <numerusform>%n word selected</numerusform>
            <numerusform>%n words selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
</TS>
