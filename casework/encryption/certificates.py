"""Until when a certificate of TLS is good (RFC 5280, section 4.1.2.5). Nothing else is read."""

from datetime import UTC, datetime

from cryptography import x509


class NotACertificate(ValueError):
    """These bytes are no certificate in PEM or DER."""


def ends_at(certificate: bytes) -> datetime:
    """The end of the first certificate of a PEM file, or of one in DER."""
    in_text = b"-----BEGIN" in certificate
    read = x509.load_pem_x509_certificate if in_text else x509.load_der_x509_certificate
    try:
        return read(certificate).not_valid_after_utc.astimezone(UTC)
    except ValueError:
        raise NotACertificate() from None
