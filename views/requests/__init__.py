"""Opening a case step by step, as its request type asks."""
