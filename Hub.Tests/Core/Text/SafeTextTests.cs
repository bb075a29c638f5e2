using System.Text;
using Hub.Core.Text;

namespace Hub.Tests.Core.Text;

public class SafeTextTests
{
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Not as attributes: those are stored as UTF-8, which has no lone surrogates.
    static readonly (string Poison, string Clean)[] Replacements =
    [
        ("giá\0", "giá\uFFFD"),
        ("\uD83D", "\uFFFD"),
        ("a\uDE00\uD83Db", "a\uFFFD\uFFFDb"),
        ("\uFFFE\uFFFF", "\uFFFD\uFFFD"),
        ("ok 🌸\uD83D🌸", "ok 🌸\uFFFD🌸"),
        ("gia\u0301", "giá"),
    ];

    [Test]
    public void What_storage_refuses_is_replaced([ValueSource(nameof(Replacements))] (string Poison, string Clean) text) =>
        Assert.That(SafeText.Clean(text.Poison), Is.EqualTo(text.Clean));

    [Test]
    public void Clean_text_comes_back_as_the_same_instance()
    {
        var text = "Chị ơi còn hàng không ạ 😍\n2 cái";
        Assert.That(SafeText.Clean(text), Is.SameAs(text));
    }

    [TestCaseSource(typeof(PoisonStrings), nameof(PoisonStrings.All)), CancelAfter(20_000)]
    public void Cleaning_is_idempotent_and_leaves_text_that_encodes(string poison)
    {
        var clean = SafeText.Clean(poison);
        Assert.That(SafeText.Clean(clean), Is.SameAs(clean));
        Assert.That(() => StrictUtf8.GetBytes(clean), Throws.Nothing);
        Assert.That(clean.AsSpan().IndexOfAny('\0', '\uFFFE', '\uFFFF'), Is.EqualTo(-1));
    }
}
