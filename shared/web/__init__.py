"""HTTP: the frame of a service, problems, pages."""
