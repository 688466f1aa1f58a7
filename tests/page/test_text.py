"""Text stays text: Discord's markdown is shown, markup is not."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.page.browser import looking
from tests.page.people import Device

NASTY = (
    "<script>document.title='taken'</script><img src=x onerror=alert(1)> **bold** _em_ `<b>` [x](javascript:alert(1))"
)
DRAW = """async source => {
    const { markdown } = await import("/markdown.js");
    const box = document.createElement("div");
    const called = (kind, id) => id === "7" ? "tales" : undefined;
    box.append(...markdown(source, { called, zone: "Europe/Berlin" }));
    return box.innerHTML;
}"""
DRAWN = {
    "# A": '<h4 class="h1">A</h4>',
    "## A **b**": '<h5 class="h2">A <strong>b</strong></h5>',
    "-# small": '<p class="small">small</p>',
    "#no": "<p>#no</p>",
    "*a* _b_ **c** __d__ ~~e~~": "<p><em>a</em> <em>b</em> <strong>c</strong> <u>d</u> <s>e</s></p>",
    "***both***": "<p><strong><em>both</em></strong></p>",
    "snake_case_name 2 * 3 * 4": "<p>snake_case_name 2 * 3 * 4</p>",
    r"\*not\* \<b\>": "<p>*not* &lt;b&gt;</p>",
    "`*code*` ``a`b``": "<p><code>*code*</code> <code>a`b</code></p>",
    "```py\na < b\n```": '<pre tabindex="0"><code>a &lt; b</code></pre>',
    "a\nb\n\nc": "<p>a<br>b</p><p>c</p>",
    "> q\n> r\ns": "<blockquote><p>q<br>r</p></blockquote><p>s</p>",
    "- a\n  - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "2. a\n3. b": '<ol start="2"><li>a</li><li>b</li></ol>',
    "<#7> <@9>": '<p><span class="mention">#tales</span> <span class="mention">@unknown</span></p>',
    "[w](https://a.example/b) <https://c.example>": (
        '<p><a href="https://a.example/b" target="_blank" rel="noreferrer noopener">w</a> '
        '<a href="https://c.example" target="_blank" rel="noreferrer noopener">https://c.example</a></p>'
    ),
    "[w](javascript:alert(1))": "<p>[w](javascript:alert(1))</p>",
    "<t:0:t>": (
        '<p><time datetime="1970-01-01T00:00:00.000Z" title="Thursday, 1 January 1970 at 01:00" data-style="t">'
        "01:00</time></p>"
    ),
    "<b>&amp;</b>": "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>",
    "||hid||": (
        '<p><span class="spoiler" role="button" tabindex="0" aria-label="Spoiler" aria-expanded="false">'
        "<span>hid</span></span></p>"
    ),
}


async def test_markdown_is_drawn_as_discord_draws_it(tmp_path: Path) -> None:
    async with looking(tmp_path) as (_, page):
        drawn = {source: await page.evaluate(DRAW, source) for source in DRAWN}
    assert drawn == DRAWN


async def test_a_message_never_becomes_markup(tmp_path: Path) -> None:
    async with looking(tmp_path) as (on, page):
        ada = Device(page, "Ada's telephone")
        await ada.uses(NASTY)
        text = ada.last.locator(".text")
        await expect(text).to_have_text(NASTY.replace("**", "").replace("_em_", "em").replace("`", ""))
        assert await text.locator("script, img, a").count() == 0
        assert await text.locator("strong, em, code").count() == 3
        name = '<img src=x onerror="alert(1)">'
        on.discord.guilds[0].welcomes(name)
        await expect(page.locator(".who").first.locator("option", has_text=name)).to_have_count(1)
        assert await page.locator("img").count() == 0
        assert "taken" not in await page.title()


@pytest.mark.parametrize("words", ["*" * 4000, "[" * 4000, "_a" * 2000, "**a" * 1300, "||" * 2000, "> " * 2000])
async def test_no_text_takes_long_to_draw(tmp_path: Path, words: str) -> None:
    async with looking(tmp_path) as (_, page):
        page.set_default_timeout(5_000)
        took = await page.evaluate(f"async source => {{ const t = performance.now(); await ({DRAW})(source); "
                                   "return performance.now() - t; }", words)  # fmt: skip
    assert took < 2_000
