"""The open discussion on paper: ``printing`` is the controller, ``paper`` the painter, which needs no widget."""
