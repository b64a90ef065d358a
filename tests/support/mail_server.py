#!/usr/bin/python3
"""A real SMTP server (Debian's python3-aiosmtpd) as a child of a test. Prints "port N" once it listens, then "mail FILE"
for each message that it took and "refused CODE" for each recipient that it didn't. Ends when its standard input ends.

mail_server.py FOLDER [--tls starttls|smtps] [--login USER:PASSWORD] [--answers 451,250]
FOLDER gets the messages (1.eml …), and with --tls a certificate of its own for 127.0.0.1 (cert.pem, key.pem).
--answers are those to RCPT TO, one after the other; the last one stays.
"""
import argparse
import asyncio
import logging
import pathlib
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def say(*words):
    print(*words, flush=True)


class Letterbox:
    def __init__(self, folder, answers):
        self.folder, self.answers, self.count = folder, answers, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not answer.startswith("2"):
            say("refused", answer)
            return f"{answer} said the test"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        path = self.folder / f"{self.count}.eml"
        envelope_lines = f"X-Envelope: {envelope.mail_from} {' '.join(envelope.rcpt_tos)}\r\n"
        envelope_lines += f"X-Secured: {'yes' if session.ssl or secured(server) else 'no'}\r\n"
        path.write_bytes(envelope_lines.encode() + envelope.content)
        say("mail", path)
        return "250 OK"


def secured(server):
    return server.transport.get_extra_info("sslcontext") is not None


def make_context(folder):
    cert, key = folder / "cert.pem", folder / "key.pem"
    if not cert.exists():
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                        "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def authenticator(login):
    user, password = login.split(":", 1)

    def check(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)
    return check


def wait_for_end():
    try:
        sys.stdin.read()
    except ConnectionResetError:  # the test didn't want to hear everything
        pass


async def serve(options):
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    context = make_context(folder) if options.tls else None
    letterbox = Letterbox(folder, options.answers.split(","))
    starttls = {"tls_context": context, "require_starttls": True} if options.tls == "starttls" else {}
    auth = {"authenticator": authenticator(options.login), "auth_required": True, "auth_require_tls": False} \
        if options.login else {}
    server = await loop.create_server(lambda: SMTP(letterbox, hostname="localhost", loop=loop, **starttls, **auth),
                                      "127.0.0.1", 0, ssl=context if options.tls == "smtps" else None)
    say("port", server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, wait_for_end)


def main():
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of logins without TLS, which are the test's wish
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", choices=["starttls", "smtps"])
    parser.add_argument("--login")
    parser.add_argument("--answers", default="250")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
