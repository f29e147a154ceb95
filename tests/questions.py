"""How many questions a page asks the database, once the session is warm."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
