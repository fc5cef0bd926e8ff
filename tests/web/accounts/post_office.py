"""A mail server that takes what it is given, on a port of this machine."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class Office:
    """The mails that came in, in their order."""

    def __init__(self):
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.encrypted: list[bool] = []
        self.signed_in: list[tuple[bytes, bytes]] = []
        self.refuses = 0  # So many more.
        self.port = 0
        self.came = threading.Semaphore(0)

    async def handle_DATA(self, _server, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail, or refuse it for now."""
        if self.refuses:
            self.refuses -= 1
            return "451 not now"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        self.encrypted.append(session.ssl is not None)
        self.came.release()
        return "250 OK"

    def check(self, _server, _session, _envelope, _mechanism, login) -> AuthResult:
        """Let anybody in, and note who it is."""
        self.signed_in.append((login.login, login.password))
        return AuthResult(success=True)


@contextmanager
def post_office(tls=None, *, from_the_start: bool = False, asks: bool = False) -> Iterator[Office]:
    """An office that is open meanwhile; with a context for TLS, by STARTTLS or from the start."""
    office, loop = Office(), asyncio.new_event_loop()

    def protocol() -> SMTP:
        starttls = None if from_the_start else tls
        return SMTP(
            office,
            loop=loop,
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=office.check if asks else None,
            auth_require_tls=starttls is not None,
        )

    server = loop.run_until_complete(
        loop.create_server(protocol, "127.0.0.1", 0, ssl=tls if from_the_start else None)
    )
    office.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield office
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
