"""The studio: administrators build request types in the browser."""
