"""Records: the shared health record, FHIR resources, recognition of results, disclosure."""
