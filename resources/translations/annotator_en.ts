<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AgreementLine</name>
    <message numerus="yes">
        <source>%n decision(s)</source>
        <translation>
            <numerusform>%n decision</numerusform>
            <numerusform>%n decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n code(s)</source>
        <translation>
            <numerusform>on %n code</numerusform>
            <numerusform>on %n codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these codes nobody gave here; they were given in other documents.</source>
        <translation>
            <numerusform>%n of these codes nobody gave here; it was given in other documents.</numerusform>
            <numerusform>%n of these codes nobody gave here; they were given in other documents.</numerusform>
        </translation>
    </message>
</context>
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
    <name>BringIn</name>
    <message numerus="yes">
        <source>%n chosen value(s) could not be taken, since what they name is gone or something else is called so.</source>
        <translation>
            <numerusform>%n chosen value could not be taken, since what it names is gone or something else is called so.</numerusform>
            <numerusform>%n chosen values could not be taken, since what they name is gone or something else is called so.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeWords</name>
    <message numerus="yes">
        <source>%n coding(s) came from “{code}”</source>
        <translation>
            <numerusform>%n coding came from “{code}”</numerusform>
            <numerusform>%n codings came from “{code}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coding(s) went to “{code}”</source>
        <translation>
            <numerusform>%n coding went to “{code}”</numerusform>
            <numerusform>%n codings went to “{code}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more row(s)</source>
        <translation>
            <numerusform>and %n more row</numerusform>
            <numerusform>and %n more rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), of which nothing is told here</source>
        <translation>
            <numerusform>%n row, of which nothing is told here</numerusform>
            <numerusform>%n rows, of which nothing is told here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message numerus="yes">
        <source>Take over %n agreement(s)</source>
        <translation>
            <numerusform>Take over %n agreement</numerusform>
            <numerusform>Take over %n agreements</numerusform>
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
    <name>CoderChoice</name>
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
    <name>CommentsDialog</name>
    <message numerus="yes">
        <source>%n comment(s) will come in.</source>
        <translation>
            <numerusform>%n comment will come in.</numerusform>
            <numerusform>%n comments will come in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) came in before.</source>
        <translation>
            <numerusform>%n comment came in before.</numerusform>
            <numerusform>%n comments came in before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comment(s) will stand on no passage.</source>
        <translation>
            <numerusform>%n comment will stand on no passage.</numerusform>
            <numerusform>%n comments will stand on no passage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n memo(s)</source>
        <translation>
            <numerusform>%n memo</numerusform>
            <numerusform>%n memos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation>
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
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
    <message numerus="yes">
        <source>%n coding(s) now say what another one says on the same words.</source>
        <translation>
            <numerusform>%n coding now says what another one says on the same words.</numerusform>
            <numerusform>%n codings now say what another one says on the same words.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message numerus="yes">
        <source>%n agreement(s) taken over into the consensus.</source>
        <translation>
            <numerusform>%n agreement taken over into the consensus.</numerusform>
            <numerusform>%n agreements taken over into the consensus.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentChoice</name>
    <message numerus="yes">
        <source>%n coder(s)</source>
        <translation>
            <numerusform>%n coder</numerusform>
            <numerusform>%n coders</numerusform>
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
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n thing(s) done</source>
        <translation>
            <numerusform>%n thing done</numerusform>
            <numerusform>%n things done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitCoder</name>
    <message numerus="yes">
        <source>%n passage(s) coded with “{code}”.</source>
        <translation>
            <numerusform>%n passage coded with “{code}”.</numerusform>
            <numerusform>%n passages coded with “{code}”.</numerusform>
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
    <name>NothingFound</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenMeeting</name>
    <message numerus="yes">
        <source>%n passage(s) added to what meeting “{meeting}” talked about.</source>
        <translation>
            <numerusform>%n passage added to what meeting “{meeting}” talked about.</numerusform>
            <numerusform>%n passages added to what meeting “{meeting}” talked about.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomeList</name>
    <message numerus="yes">
        <source>%n step(s) of coding</source>
        <translation>
            <numerusform>%n step of coding</numerusform>
            <numerusform>%n steps of coding</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of memos</source>
        <translation>
            <numerusform>%n change of memos</numerusform>
            <numerusform>%n changes of memos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of documents</source>
        <translation>
            <numerusform>%n change of documents</numerusform>
            <numerusform>%n changes of documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of participants</source>
        <translation>
            <numerusform>%n change of participants</numerusform>
            <numerusform>%n changes of participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of the consensus</source>
        <translation>
            <numerusform>%n step of the consensus</numerusform>
            <numerusform>%n steps of the consensus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackDialog</name>
    <message numerus="yes">
        <source>%n extract(s) are in {file}. What comes back is read by Comments from Readers.</source>
        <translation>
            <numerusform>%n extract is in {file}. What comes back is read by Comments from Readers.</numerusform>
            <numerusform>%n extracts are in {file}. What comes back is read by Comments from Readers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n chosen segment(s)</source>
        <translation>
            <numerusform>The chosen segment</numerusform>
            <numerusform>The %n chosen segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n segment(s) that were found</source>
        <translation>
            <numerusform>The one segment that was found</numerusform>
            <numerusform>All %n segments that were found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageHeading</name>
    <message numerus="yes">
        <source>%n paragraph(s)</source>
        <translation>
            <numerusform>%n paragraph</numerusform>
            <numerusform>%n paragraphs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ParticipantsPage</name>
    <message numerus="yes">
        <source>%n participant(s) removed; their documents stay.</source>
        <translation>
            <numerusform>%n participant removed; their documents stay.</numerusform>
            <numerusform>%n participants removed; their documents stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) added: {names}.</source>
        <translation>
            <numerusform>%n participant added: {names}.</numerusform>
            <numerusform>%n participants added: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) do not fit; their words are kept and marked.</source>
        <translation>
            <numerusform>%n cell does not fit; its words are kept and marked.</numerusform>
            <numerusform>%n cells do not fit; their words are kept and marked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pasted cell(s) had no row or column here and were left out.</source>
        <translation>
            <numerusform>%n pasted cell had no row or column here and was left out.</numerusform>
            <numerusform>%n pasted cells had no row or column here and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suggestion(s)</source>
        <translation>
            <numerusform>%n suggestion</numerusform>
            <numerusform>%n suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleImportDialog</name>
    <message numerus="yes">
        <source>%n participant(s) will be added.</source>
        <translation>
            <numerusform>%n participant will be added.</numerusform>
            <numerusform>%n participants will be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are new.</source>
        <translation>
            <numerusform>%n value are new.</numerusform>
            <numerusform>%n values are new.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stay as they are.</source>
        <translation>
            <numerusform>%n value stay as they are.</numerusform>
            <numerusform>%n values stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attribute(s) will be added.</source>
        <translation>
            <numerusform>%n attribute will be added.</numerusform>
            <numerusform>%n attributes will be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) differ from those here.</source>
        <translation>
            <numerusform>%n value differ from those here.</numerusform>
            <numerusform>%n values differ from those here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) or row(s) stay out.</source>
        <translation>
            <numerusform>%n cell or row stay out.</numerusform>
            <numerusform>%n cells or rows stay out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are of nobody here.</source>
        <translation>
            <numerusform>%n row are of nobody here.</numerusform>
            <numerusform>%n rows are of nobody here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n participant(s) added</source>
        <translation>
            <numerusform>%n participant added</numerusform>
            <numerusform>%n participants added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) set</source>
        <translation>
            <numerusform>%n value set</numerusform>
            <numerusform>%n values set</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlaceWords</name>
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
<context>
    <name>PlanFoot</name>
    <message numerus="yes">
        <source>both changed %n value(s)</source>
        <translation>
            <numerusform>both changed %n value</numerusform>
            <numerusform>both changed %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
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
    <name>RefusedFiles</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
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
        <source>The first %n hit(s); type more to have all</source>
        <translation>
            <numerusform>The first %n hit; type more to have all</numerusform>
            <numerusform>The first %n hits; type more to have all</numerusform>
        </translation>
    </message>
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
    <message numerus="yes">
        <source>Code &amp;all %n hit(s)</source>
        <translation>
            <numerusform>Code &amp;all %n hit</numerusform>
            <numerusform>Code &amp;all %n hits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Code &amp;all %n hit(s) in transcripts</source>
        <translation>
            <numerusform>Code the %n hit in tr&amp;anscripts</numerusform>
            <numerusform>Code &amp;all %n hits in transcripts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SegmentCommands</name>
    <message numerus="yes">
        <source>%n segment(s) now coded with “{code}”.</source>
        <translation>
            <numerusform>%n segment now coded with “{code}”.</numerusform>
            <numerusform>%n segments now coded with “{code}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) coded with “{code}” as well.</source>
        <translation>
            <numerusform>%n passage coded with “{code}” as well.</numerusform>
            <numerusform>%n passages coded with “{code}” as well.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s) uncoded.</source>
        <translation>
            <numerusform>%n segment uncoded.</numerusform>
            <numerusform>%n segments uncoded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The words of %n segment(s) are on the clipboard.</source>
        <translation>
            <numerusform>The words of %n segment are on the clipboard.</numerusform>
            <numerusform>The words of %n segments are on the clipboard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A table of %n segment(s) is on the clipboard. Paste it into Word or a spreadsheet.</source>
        <translation>
            <numerusform>A table of %n segment is on the clipboard. Paste it into Word or a spreadsheet.</numerusform>
            <numerusform>A table of %n segments is on the clipboard. Paste it into Word or a spreadsheet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SegmentsPage</name>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n document(s)</source>
        <translation>
            <numerusform>in %n document</numerusform>
            <numerusform>in %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) that the query names are not in the project any more.</source>
        <translation>
            <numerusform>%n thing that the query names is not in the project any more.</numerusform>
            <numerusform>%n things that the query names are not in the project any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coding(s) without words are left out: a correction took them.</source>
        <translation>
            <numerusform>%n coding without words is left out: a correction took them.</numerusform>
            <numerusform>%n codings without words are left out: a correction took them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendView</name>
    <message numerus="yes">
        <source>%n step(s) of the history</source>
        <translation>
            <numerusform>%n step of the history</numerusform>
            <numerusform>%n steps of the history</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownControl</name>
    <message numerus="yes">
        <source>%n coding(s)</source>
        <translation>
            <numerusform>%n coding</numerusform>
            <numerusform>%n codings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShownWords</name>
    <message numerus="yes">
        <source>{shown} of %n coding(s)</source>
        <translation>
            <numerusform>{shown} of %n coding</numerusform>
            <numerusform>{shown} of %n codings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>merging</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n corrected transcript(s)</source>
        <translation>
            <numerusform>%n corrected transcript</numerusform>
            <numerusform>%n corrected transcripts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other thing(s)</source>
        <translation>
            <numerusform>%n other thing</numerusform>
            <numerusform>%n other things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coding(s) lost all words, and wait in the list of such codings</source>
        <translation>
            <numerusform>%n coding lost all words, and waits in the list of such codings</numerusform>
            <numerusform>%n codings lost all words, and wait in the list of such codings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
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
    <message numerus="yes">
        <source>%n participant(s)</source>
        <translation>
            <numerusform>%n participant</numerusform>
            <numerusform>%n participants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coder(s)</source>
        <translation>
            <numerusform>%n coder</numerusform>
            <numerusform>%n coders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attribute(s)</source>
        <translation>
            <numerusform>%n attribute</numerusform>
            <numerusform>%n attributes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of attributes</source>
        <translation>
            <numerusform>%n value of attributes</numerusform>
            <numerusform>%n values of attributes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n speaker(s)</source>
        <translation>
            <numerusform>%n speaker</numerusform>
            <numerusform>%n speakers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept table(s)</source>
        <translation>
            <numerusform>%n kept table</numerusform>
            <numerusform>%n kept tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept quer(y/ies)</source>
        <translation>
            <numerusform>%n kept query</numerusform>
            <numerusform>%n kept queries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n meeting(s)</source>
        <translation>
            <numerusform>%n meeting</numerusform>
            <numerusform>%n meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) of meetings</source>
        <translation>
            <numerusform>%n passage of meetings</numerusform>
            <numerusform>%n passages of meetings</numerusform>
        </translation>
    </message>
</context>
</TS>
