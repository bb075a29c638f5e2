using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

/// <summary>Texts that provoke: letters of many scripts with and without marks, spaces, invisible and broken units.</summary>
static class RandomText
{
    static readonly string[] Pieces =
    [
        "a", "á", "ạ", "ắ", "A", "Ắ", "đ", "Đ", "d", "o", "ò", "ó", "oà", "òa", "uý", "úy", "ư", "ừ", "e", "ế", "y", "k", "ko", "sđt", "hong",
        "hồng", "ＡＢ", "ß", "İ", "ſ", "K", "ё", "ά", "ไ", "ม่", "ก็", "ำ", "中", "文", "か", "が", "가", "각", " ", " ", " ", "  ", "\n", "\u00A0",
        "\u3000", ",", "?", "😍", "👨‍👩‍👧", "\u200B", "\uFEFF", "\u0300", "\u0301", "\u0323", "\u031B", "\u0302", "\u3099", "\u1161", "\u11A8",
        "\u0E48", "\u0E38", "\u0958", "\u0928\u093C", "\u05D0\u05B4", "\uFB1D", "\uD834\uDD5E", "\uD800", "\uDC00", "\0", "\uFFFE", "2", "9",
    ];

    public static string From(int seed, int longest = 24)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, random.Next(longest)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }

    /// <summary>NFD by the tables that NFC is checked with elsewhere.</summary>
    public static string Decomposed(string text)
    {
        var output = new System.Text.StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = Nfc.SegmentEnd(text, start);
            new Composer().Append(text.AsSpan(start, end - start), output, decomposeOnly: true);
            start = end;
        }

        return output.ToString();
    }
}
