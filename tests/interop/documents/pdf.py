"""Writes small .pdf files by hand: text in a font that carries its characters' codes, pages without text, a password."""

from collections.abc import Sequence
from hashlib import md5

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)
ID = b"0123456789abcdef"


def pdf(pages: Sequence[Sequence[str]], password: str = "") -> bytes:
    """A page for each list of lines; an empty list is a page with a drawing and no text."""
    count = len(pages)
    kids = " ".join(f"{10 + 2 * i} 0 R" for i in range(count))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
           b"/FontDescriptor 5 0 R /DW 1000 >>",
        5: b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent -100 /CapHeight 700 /StemV 80 >>",
        6: stream(TO_UNICODE),
    }
    for i, lines in enumerate(pages):
        objects[10 + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects[11 + 2 * i] = stream(shown(lines) if lines else b"100 100 200 200 re f")
    return assembled(objects, password)


def shown(lines: Sequence[str]) -> bytes:
    rows = (f"BT /F1 12 Tf 1 0 0 1 60 {780 - 20 * n} Tm <{line.encode('utf-16-be').hex()}> Tj ET" for n, line in enumerate(lines))
    return "\n".join(rows).encode()


def stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def assembled(objects: dict[int, bytes], password: str) -> bytes:
    out, places, last = bytearray(b"%PDF-1.4\n"), {}, max(objects) + 1
    if password:
        objects = objects | {last: lock(password)}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    encrypted = b"/Encrypt %d 0 R" % last if password else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [<%s> <%s>] %s >>\n" % (last + 1, ID.hex().encode(), ID.hex().encode(), encrypted)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)


def lock(password: str) -> bytes:
    """The dictionary of a file that a password opens (40 bits; PDF 32000-1, algorithms 2 to 4)."""
    padded = (password.encode() + PAD)[:32]
    owner = rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + ID).digest()[:5]
    return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (owner.hex().encode(), rc4(key, PAD).hex().encode())


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
