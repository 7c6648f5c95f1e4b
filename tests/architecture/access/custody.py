"""How the keys stand is for administrators; two of them have keys renewed."""

from tests.architecture.access import Access

NO_SUCH = "/a/keys/renewals/00000000-0000-4000-8000-000000000000"

EXPECTED = {
    "custody.keys": Access("GET", "/a/keys", {"administrator": 200}),
    "custody.try_keys": Access("POST", "/a/keys/try", {"administrator": 303}),
    "custody.ask_renewal": Access("POST", "/a/keys/renew/files", {"administrator": 303}),
    "custody.confirm_renewal": Access("POST", f"{NO_SUCH}/confirm", {"administrator": 404}),
    "custody.refuse_renewal": Access("POST", f"{NO_SUCH}/refuse", {"administrator": 404}),
}
