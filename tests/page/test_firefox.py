"""The page in Firefox, where it is installed: a command, a card, a form, and nothing too wide."""

from pathlib import Path

import pytest

from tests.page import fox
from tests.page.browser import DESK, TELEPHONE
from tests.page.puppet import puppet
from tests.page.test_reach import TOO_WIDE

PLAY = """
const until = async find => {
    for (;;) {
        const found = find();
        if (found) return found;
        await new Promise(done => requestAnimationFrame(done));
    }
};
const ada = await until(() => document.querySelector('section[aria-label="Ada\\'s telephone"]'));
const pressed = async words => {
    const all = () => [...ada.querySelectorAll("button:not(:disabled)")].filter(each => each.textContent === words);
    (await until(() => all().at(-1))).click();
};
const says = words => until(() => [...ada.querySelectorAll(".message")].some(each => each.textContent.includes(words)));
"""
FORM = """
await pressed("#tales");
const line = ada.querySelector(".composer input");
line.focus();
line.value = "/card";
line.dispatchEvent(new Event("input", { bubbles: true }));
line.form.requestSubmit();
await says("beside the button");
await pressed("Ask");
const sheet = await until(() => ada.querySelector(".sheet"));
sheet.querySelector("input[type=text]").value = "Ada";
sheet.querySelectorAll("input[type=radio]")[1].click();
sheet.querySelector("input[type=checkbox]").click();
await pressed("Submit");
await says("Ada/r/True/");
return [...ada.querySelectorAll(".message .text")].map(each => each.textContent);
"""


@pytest.mark.parametrize("size", [DESK, TELEPHONE])
async def test_a_form_is_filled_in_firefox(tmp_path: Path, size: tuple[int, int]) -> None:
    path = fox.found()
    if path is None:
        pytest.skip("Firefox is not installed")
    async with puppet() as stage, fox.firefox(path, tmp_path) as window:
        await window.goes(stage.page.url, size)
        said = await window.runs(PLAY + FORM)
        assert said == ["A card", "beside the button", "Ada/r/True/"]
        assert await window.runs(f"return ({TOO_WIDE})()") == []
        assert stage.tales.messages[-1].text == "Ada/r/True/"
