"""Every action leaves one happening; the trail is append-only and sealed into a hash chain by a job."""
