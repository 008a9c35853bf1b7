"""What a report says: `build(project, options)` makes frozen sections of tables that know no file format."""
