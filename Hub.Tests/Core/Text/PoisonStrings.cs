namespace Hub.Tests.Core.Text;

static class PoisonStrings
{
    public static IEnumerable<TestCaseData> All =>
    [
        Case("empty", ""),
        Case("NUL", "giá\0 bao nhiêu"),
        Case("lone high surrogate", "giá \uD83D"),
        Case("lone low surrogate", "\uDE00 giá"),
        Case("reversed pair", "giá \uDE00\uD83D giá"),
        Case("high surrogate before a letter", "\uD800giá"),
        Case("U+FFFE", "giá \uFFFE"),
        Case("U+FFFF", "\uFFFFgiá"),
        Case("supplementary noncharacter", "giá \uD83F\uDFFF"),
        Case("only marks", "\u0301\u0323\u0301"),
        Case("only invisible", "\u200B\uFEFF\u200D"),
        Case("only spaces", " \t\r\n\u00A0\u3000 "),
        Case("zalgo", "g" + new string('\u0301', 5_000) + "iá"),
        Case("marks that compose, out of order", "か" + string.Concat(Enumerable.Repeat("\u0E48\u3099", 20_000)) + " giá"),
        Case("1 MB line", string.Concat(Enumerable.Repeat("giá bao nhiêu vậy shop ơi ", 40_000))),
        Case("1 MB of one letter", new string('a', 1 << 20)),
        Case("1 MB of surrogates", new string('\uD800', 1 << 20)),
        Case("every unit", string.Concat(Enumerable.Range(0, 0x10000).Select(unit => (char)unit))),
    ];

    static TestCaseData Case(string name, string text) => new TestCaseData(text).SetArgDisplayNames(name);
}
