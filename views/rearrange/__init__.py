"""Moving, merging and deactivating, each with a page that shows first who gains and loses sight of what."""
