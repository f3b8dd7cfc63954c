"""The same pages by ReportLab: page_peer.py PAGES.json COUNT prints how many a
second. The pages come as drawing operations, so that it neither lays out nor
breaks a line, and encodes no QR code: it only draws. It cannot embed OpenType
outlines such as Inter's; it embeds subsets of as many TrueType fonts."""
import glob
import io
import json
import sys
import time

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def name_fonts(pages):
    """A font of its own for each weight and family that is drawn with."""
    files = sorted(glob.glob("/usr/share/fonts/truetype/dejavu/*Sans*.ttf"))
    names = {op[4] for page in pages for op in page["ops"] if op[0] == "text"}
    for index, name in enumerate(sorted(names)):
        pdfmetrics.registerFont(TTFont(name, files[index % len(files)]))


def colour(rgb):
    return (rgb >> 16) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255


def draw(canvas, page):
    height = page["height"]
    for kind, x, y, *rest in page["ops"]:
        if kind == "text":
            size, font, rgb, text = rest
            canvas.setFillColorRGB(*colour(rgb))
            canvas.setFont(font, size)
            canvas.drawString(x, height - y, text)
        elif kind == "box":
            wide, high, radius, rgb = rest
            canvas.setFillColorRGB(*colour(rgb))
            if radius:
                canvas.roundRect(x, height - y - high, wide, high, radius,
                                 stroke=0, fill=1)
            else:
                canvas.rect(x, height - y - high, wide, high, stroke=0, fill=1)
        elif kind == "line":
            wide, high, thickness, rgb = rest
            canvas.setStrokeColorRGB(*colour(rgb))
            canvas.setLineWidth(thickness)
            canvas.line(x, height - y, x + wide, height - y - high)
        else:
            side, rows = rest
            module = side / len(rows)
            canvas.setFillColorRGB(*colour(0x14181C))
            path = canvas.beginPath()
            for row, bits in enumerate(rows):
                for start, length in bits:
                    path.rect(x + start * module,
                              height - y - (row + 1) * module,
                              length * module, module)
            canvas.drawPath(path, stroke=0, fill=1)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        pages = json.load(file)
    count = int(sys.argv[2])
    name_fonts(pages)
    started = time.perf_counter()
    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for index in range(count):
        page = pages[index % len(pages)]
        canvas.setPageSize((page["width"], page["height"]))
        draw(canvas, page)
        canvas.showPage()
    canvas.save()
    print(count / (time.perf_counter() - started))


main()
