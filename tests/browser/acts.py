"""Where customer success managers rearrange and bring in accounts and contacts, with what follows shown."""

ACTS = (
    "/accounts/{account}/move",
    "/accounts/{account}/move?place=top",
    "/accounts/{account}/move?place=below&parent=",
    "/accounts/{account}/merge?into=0008150000",
    "/accounts/{account}/activity",
    "/contacts/{contact}/move?to=0008150000",
    "/contacts/{contact}/merge",
    "/contacts/{contact}/merge?into=eva@elders.example",
    "/accounts/import",
    "/work/",
)
