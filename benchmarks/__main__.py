"""Sanad's speed, as ratios measured in one run: docs/benchmarks.md."""

import argparse
import sys
import time

PARTS = ("sealing", "matching", "pages", "lists", "dashboards", "traces")


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that were named, or all; print what they found."""
    asked = _parser().parse_args(arguments)
    began = time.monotonic()
    for part in asked.only or PARTS:
        print(_run(part, asked), end="\n\n", flush=True)
    print(f"{time.monotonic() - began:.0f} s in all")
    return 0


def _run(part: str, asked: argparse.Namespace) -> str:
    from benchmarks import dashboards, lists, matching, pages, sealing, traces

    if part == "traces":
        return traces.run(asked.quick)
    if part == "pages":
        return pages.run(asked.quick)
    if part == "lists":
        return lists.run(asked.quick)
    if part == "dashboards":
        return dashboards.run(asked.quick)
    if part == "sealing":
        return sealing.run(asked.quick)
    return matching.run(asked.quick, asked.full, asked.million)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="this part (may be repeated)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="very short: does it run at all?")
    how.add_argument("--full", action="store_true", help="matching among 100,000 persons too")
    how.add_argument("--million", action="store_true", help="and among 1,000,000: some minutes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
