"""Reads a PDF from stdin and prints its pages as JSON: the size in points and the text of each."""
import io
import json
import sys
import unicodedata

from pypdf import PdfReader

# A face may have one drawing for a radical and the sign that looks like it; the PDF then names the radical.
RADICALS = dict(zip("⺟⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺠", "母见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟民"))


def plain(text):
    def sign(one):
        return RADICALS.get(one) or (unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" else one)

    return "".join(sign(one) for one in text if not one.isspace())


pages = PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
json.dump([{"width": float(it.mediabox.width), "height": float(it.mediabox.height), "text": plain(it.extract_text())} for it in pages], sys.stdout)
