#!/usr/bin/python3
"""sslscan (Debian) finds nothing weak: TLS 1.2 and 1.3 alone, AEAD with forward secrecy alone, X25519 and P-256 alone, no
compression, no renegotiation, and nothing in the clear; with the hub's own certificate and with an operator's of RSA.   tls_scan.py SIAGA_HUB"""
import socket
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from hub_programs import Authority, HubProcess

PROTOCOLS = {"1.2", "1.3"}
GROUPS = {"x25519", "secp256r1"}
LONGEST = 300


def scan(port):
    answer = subprocess.run(["sslscan", "--xml=-", "--show-cipher-ids", f"127.0.0.1:{port}"], capture_output=True, text=True,
                            timeout=LONGEST, check=True)
    return xml.etree.ElementTree.fromstring(answer.stdout).find("ssltest")


def faults(found):
    on = {f"{node.get('type')} {node.get('version')}" for node in found.findall("protocol") if node.get("enabled") == "1"}
    if on != {f"tls {version}" for version in PROTOCOLS}:
        yield f"protocols: {sorted(on)}"
    ciphers = found.findall("cipher")
    if {node.get("sslversion") for node in ciphers} != {f"TLSv{version}" for version in PROTOCOLS}:
        yield f"ciphers of {sorted({node.get('sslversion') for node in ciphers})}"
    for node in ciphers:
        name, version = node.get("cipher"), node.get("sslversion")
        if "GCM" not in name and "CHACHA20" not in name:
            yield f"{version} {name} is no AEAD"
        if version == "TLSv1.2" and not name.startswith("ECDHE-"):
            yield f"{version} {name} has no forward secrecy"
        if node.get("strength") not in ("strong", "acceptable"):
            yield f"{version} {name} is {node.get('strength')}"
    groups = {node.get("name").split()[0] for node in found.findall("group")}
    if not groups or groups - GROUPS:
        yield f"groups: {sorted(groups)}"
    for danger in ("compression", "renegotiation"):  # left out when sslscan's own OpenSSL doesn't know it
        if any(node.get("supported") != "0" for node in found.findall(danger)):
            yield danger
    yield from (f"heartbleed over {node.get('sslversion')}" for node in found.findall("heartbleed")
                if node.get("vulnerable") != "0")
    for certificate in found.iter("certificate"):
        key = certificate.find("pk")
        least = {"RSA": 2048, "EC": 128}  # of a curve sslscan says its strength
        weak = key is None or int(key.get("bits")) < least.get(key.get("type"), 1 << 20)
        if weak or "sha1" in certificate.findtext("signature-algorithm", "").lower():
            yield f"certificate: {xml.etree.ElementTree.tostring(certificate, encoding='unicode')}"


def in_the_clear(port):
    """What a plain HTTP request gets: nothing of HTTP, neither an answer nor a redirection."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        try:
            while piece := plain.recv(4096):
                answer += piece
        except ConnectionResetError:
            pass
        return answer


def check(program, options=()):
    with HubProcess(program, options=options) as hub:
        clear = in_the_clear(hub.port)
        assert b"HTTP/" not in clear, clear
        found = scan(hub.port)
        complaints = list(faults(found))
        assert not complaints, complaints
        assert hub.stop() == 0
    return len(found.findall("cipher"))


class RsaAuthority(Authority):
    @staticmethod
    def new_key(name):
        return ("-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key")


def main():
    own = check(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = RsaAuthority(folder).issue("hub")
        given = check(sys.argv[1], ["--cert", certificate, "--key", key])
    print(f"sslscan: {own} suites with the hub's own certificate, {given} with one of RSA, nothing weak")


if __name__ == "__main__":
    main()
