"""The shipped matrix as a table of names (FEATURES A2), so that no test asks the code what is right."""

ALL = {
    "Rijnmond Groep",
    "Rijnmond Haven",
    "Rijnmond Logistiek",
    "Elders & Zoon",
    "Delta",
    "Delta Midden",
    "Delta Onder",
    "Delta Zij",
}
RIJNMOND = {"Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek"}
DELTA = {"Delta", "Delta Midden", "Delta Onder", "Delta Zij"}

# Whose account and contacts somebody sees and edits.
ACCOUNTS = {
    "noor": RIJNMOND,
    "sam": {"Rijnmond Haven"},
    "lot": {"Rijnmond Logistiek"},
    "eva": {"Elders & Zoon"},
    "dirk": DELTA,
    "mo": {"Delta Midden", "Delta Onder"},
    "on": {"Delta Onder"},
    "zij": {"Delta Zij"},
    "bo": ALL,
    "mia": ALL,
    "chris": ALL,
    "ada": ALL,
    "tess": set(),
}
# Whose cases somebody sees and, customers and desk, edits: for a sub-account those of parallel ones too,
# without what hangs below them.
CASES = {
    **ACCOUNTS,
    "sam": {"Rijnmond Haven", "Rijnmond Logistiek"},
    "lot": {"Rijnmond Haven", "Rijnmond Logistiek"},
    "mo": {"Delta Midden", "Delta Onder", "Delta Zij"},
    "zij": {"Delta Zij", "Delta Midden"},
}
# Who sees a message that is for the people of one account alone. Who sees all accounts sees all.
MESSAGES = {
    "noor": {"Rijnmond Groep"},
    "sam": {"Rijnmond Haven"},
    "lot": {"Rijnmond Logistiek"},
    "eva": {"Elders & Zoon"},
    "dirk": {"Delta"},
    "mo": {"Delta Midden"},
    "on": {"Delta Onder"},
    "zij": {"Delta Zij"},
    "bo": ALL,
    "mia": ALL,
    "chris": ALL,
    "tess": set(),
    "ada": set(),
}
# For whom somebody may open a case: a parent for its sub-accounts, never for itself.
OPENS = {
    "noor": RIJNMOND - {"Rijnmond Groep"},
    "sam": {"Rijnmond Haven"},
    "lot": {"Rijnmond Logistiek"},
    "eva": {"Elders & Zoon"},
    "dirk": DELTA - {"Delta"},
    "mo": {"Delta Midden", "Delta Onder"},
    "on": {"Delta Onder"},
    "zij": {"Delta Zij"},
    "bo": ALL,
    "mia": ALL,
    "chris": set(),
    "ada": set(),
    "tess": set(),
}
CUSTOMERS = ("noor", "sam", "lot", "eva", "dirk", "mo", "on", "zij")
DESK = ("bo", "mia")

# Whose article somebody reads: what is for the classification of one account alone, and for our own people.
ARTICLES = {
    "noor": {"Rijnmond Groep"},
    "sam": {"Rijnmond Haven"},
    "lot": {"Rijnmond Logistiek"},
    "eva": {"Elders & Zoon"},
    "dirk": {"Delta"},
    "mo": {"Delta Midden"},
    "on": {"Delta Onder"},
    "zij": {"Delta Zij"},
    **dict.fromkeys(("bo", "mia", "chris", "ada", "tess"), ALL),
}
