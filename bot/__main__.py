"""The `dreams` command."""

import asyncio
import contextlib
import logging
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.config import ConfigError, Settings, read_settings
from bot.workshop.commands import pack_commands
from bot.workshop.gallery import gallery_command

main = typer.Typer(help="Dreams of You: a Discord bot of shared dreams.", no_args_is_help=False, add_completion=False)


@main.callback(invoke_without_command=True)
def dreams(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Run the bot; without a token, the rehearsal."""
    if version:
        typer.echo(f"dreams-of-you {installed_version('dreams-of-you')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        settings = _settings()
        if settings.token is None:
            typer.echo("There is no DISCORD_TOKEN, so this is a rehearsal on a Discord of our own.")
            rehearse()
        else:
            run(orders=False)


@main.command()
def run(
    orders: Annotated[bool, typer.Option("--orders", hidden=True)] = False,
) -> None:
    """Run the bot on Discord."""
    settings = _settings()
    if settings.token is None:
        _end(2, "DISCORD_TOKEN is not set: put the bot's token from the developer portal into .env.")
    logging.basicConfig(
        level=settings.log, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s", stream=sys.stderr
    )
    _run(settings, orders=orders)


@main.command()
def rehearse(
    transcript: Annotated[
        bool, typer.Option("--transcript", help="Play two members' first nights and print them, without a page.")
    ] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the page in the browser.")] = False,
    port: Annotated[int, typer.Option(help="Where the page is served; 0 for any port.", min=0, max=65535)] = 0,
    keep: Annotated[
        Path | None, typer.Option(help="A database to keep the rehearsal in, so that it can be continued.")
    ] = None,
) -> None:
    """Rehearse without a token: a local Discord, the same bot, a page with telephones."""
    from bot import firstnight, rehearse

    if transcript:
        raise typer.Exit(asyncio.run(firstnight.play(typer.echo)))
    raise typer.Exit(asyncio.run(rehearse.play(typer.echo, keep=keep, port=port, browser=not no_open)))


def _shipped_pack() -> Path:
    from bot.app import data_folder

    return data_folder() / "packs" / "default"


main.add_typer(pack_commands(_shipped_pack), name="pack")
main.command()(gallery_command(_shipped_pack))


def _settings() -> Settings:
    try:
        return read_settings()
    except ConfigError as wrong:
        _end(1, str(wrong))


def _run(settings: Settings, *, orders: bool) -> None:
    from bot.app import sentence_for

    try:
        asyncio.run(_live(settings, orders=orders))
    except KeyboardInterrupt:
        raise typer.Exit from None
    except Exception as wrong:
        known = sentence_for(wrong)
        if known is None:
            raise
        _end(*known)


async def _live(settings: Settings, *, orders: bool) -> None:
    from bot.app import build, clock_of
    from bot.orders import obey

    assert settings.token is not None  # noqa: S101
    async with build(settings, clock_of(settings)) as app:
        obeying = asyncio.create_task(obey(app)) if orders else None
        try:
            await app.run(settings.token.get_secret_value())
        finally:
            if obeying is not None:
                obeying.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await obeying


def _end(code: int, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    main()
