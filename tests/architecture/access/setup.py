"""The set-up is over, or was never to be, in a demonstration: there is nothing for anybody."""

from tests.architecture.access import Access

ADMINISTRATOR = {"administrator": 404}

EXPECTED = {
    "setup.begin": Access("GET", "/setup/begin", others=404, signed_out=404),
    "setup.begin POST": Access("POST", "/setup/begin", others=404, signed_out=404),
    "setup.tasks": Access("GET", "/setup", ADMINISTRATOR),
    "setup.task": Access("GET", "/setup/keys", ADMINISTRATOR),
    "setup.task POST": Access("POST", "/setup/keys", ADMINISTRATOR),
    "setup.finish": Access("POST", "/setup/finish", ADMINISTRATOR),
}
