"""Background work: a table of jobs, a worker, progress one can watch and a cancel that leaves nothing half done."""
