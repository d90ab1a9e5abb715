"""T37, T42: hostile cells in a file of devices, and hostile words for products, are told or kept as text."""

import pytest

from tests.inout.acts import a_file, problems, uploaded
from tests.products.steps import fill_catalogue
from tests.products.test_device_files import HEAD, devices
from tests.requests.test_hostile import HOSTILE
from tests.setup.test_products import new
from tests.worlds import World

SMALL = [one for one in HOSTILE if len(one) < 1_000]
SOUND = ["W5K0012", "Reiger C350", "0004711010", "", ""]


@pytest.mark.parametrize("hostile", SMALL, ids=range(len(SMALL)))
def test_t42_each_hostile_cell_is_named_by_its_line_or_kept_as_text(world: World, hostile: str) -> None:
    fill_catalogue(world)
    chris, text = world.sign_in("chris"), hostile.encode("utf-8", "replace").decode()
    rows = [[text if column == place else cell for column, cell in enumerate(SOUND)] for place in range(4)]
    at = uploaded(world, chris, a_file(HEAD, *rows), "devices")
    page = chris.get(f"{at}/check")
    assert page.status_code == 200 and "<script>alert" not in page.text
    assert all(f"{line}" in problems(page.text) for line in (3, 4, 5))
    assert world.post(chris, f"{at}/check").status_code == 422
    assert devices(world) == []


@pytest.mark.parametrize("hostile", SMALL, ids=range(len(SMALL)))
@pytest.mark.parametrize("table", ["products", "models", "versions"])
def test_t37_names_of_products_are_only_text(sqlite_world: World, table: str, hostile: str) -> None:
    fill_catalogue(sqlite_world)
    ada, text = sqlite_world.sign_in("ada"), hostile.encode("utf-8", "replace").decode()
    names = ("name-en", "name-nl") if table == "products" else ("name",)
    for column in (*names, "rank", "product_id", "released_on", "kind"):
        typed = {**new(sqlite_world, table), column: text}
        answer = sqlite_world.post(ada, f"/setup/{table}/add", typed)
        assert answer.status_code in (303, 422), column
        assert answer.status_code == 303 or "There is a problem" in answer.text
    page = ada.get(f"/setup/{table}/list/")
    assert page.status_code == 200 and "<script>alert" not in page.text
