"""Exact numbers as words on another page: rendered here, so that a page of the statistics, which
refuses every bare number, can hold them apart from its own."""

from collections.abc import Collection, Sequence
from uuid import UUID

from flask import render_template
from markupsafe import Markup

from casework.policy import Actor

from .registry import About, Block, Count, about_organisation, blocks_of


def counted_html(actor: Actor, keys: Collection[str] | None = None) -> Markup:
    """The counters of one person, all or some of them; empty when there is nothing to count."""
    blocks = [one for one in blocks_of(actor.role) if keys is None or one.key in keys]
    return _html([(block, block.counts(actor)) for block in blocks])


def about_html(organisation_id: UUID) -> Markup:
    """What is exact about an organisation and about no person helped."""
    return _html(about_organisation(organisation_id))


def _html(blocks: Sequence[tuple[Block | About, Sequence[Count]]]) -> Markup:
    shown = [(block, counts) for block, counts in blocks if counts]
    if not shown:
        return Markup()
    html = render_template("counters/blocks.html", blocks=shown)
    return Markup(html)  # noqa: S704  # nosec B704 - what our own template made is escaped already
