using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.TikTok;

public sealed class TikTokShortLinkTests
{
    private static readonly ShortLinkDraft Sound = new("shop.hoa_mai", "tet-2027", "Chào shop & cho hỏi?");

    [Test]
    public void A_link_carries_the_ref_and_the_text_and_nothing_in_them_breaks_out()
    {
        var link = TikTokLab.Connector().ShortLink(Sound);

        Assert.That(link.AbsoluteUri, Is.EqualTo(
            "https://tiktok.me/shop.hoa_mai?ref=tet-2027&message=Ch%C3%A0o%20shop%20%26%20cho%20h%E1%BB%8Fi%3F"));
    }

    [Test]
    public void Without_a_text_there_is_no_parameter_for_it() => Assert.That(
        TikTokLab.Connector().ShortLink(Sound with { Text = null }).AbsoluteUri, Is.EqualTo("https://tiktok.me/shop.hoa_mai?ref=tet-2027"));

    [Test]
    public void The_form_of_a_link_is_the_operators()
    {
        var connector = TikTokLab.Connector(new { shortLinkForm = "https://m.example/@{username}/{ref}?t={message}&from=hub" });

        Assert.That(connector.ShortLink(Sound with { Text = "a" }).AbsoluteUri, Is.EqualTo("https://m.example/@shop.hoa_mai/tet-2027?t=a&from=hub"));
        Assert.That(connector.ShortLink(Sound with { Text = "" }).AbsoluteUri, Is.EqualTo("https://m.example/@shop.hoa_mai/tet-2027?from=hub"));
    }

    [Test]
    public void The_longest_ref_and_text_that_TikTok_takes_make_a_link()
    {
        var draft = Sound with { Ref = new string('=', 2083), Text = new string('ệ', 6000) };

        Assert.That(TikTokLab.Connector().CheckShortLink(draft), Is.Empty);
        Assert.That(TikTokLab.Connector().ShortLink(draft).AbsoluteUri, Does.EndWith("%E1%BB%87"));
    }

    [TestCase("ref", "shop", "", "")]
    [TestCase("ref", "shop", "tết", "")]
    [TestCase("ref", "shop", "a b", "")]
    [TestCase("ref", "shop", "a+b", "")]
    [TestCase("account", "", "a", "")]
    [TestCase("account", "shop hoa", "a", "")]
    [TestCase("account", "shop?ref=x", "a", "")]
    [TestCase("account", "hoamaiđẹp", "a", "")]
    [TestCase("account", "a\\b", "a", "")]
    [TestCase("account", "..", "a", "")]
    [TestCase("account", "shop.", "a", "")]
    public void What_TikTok_would_not_take_is_said_at_its_field(string field, string account, string reference, string text) => Assert.That(
        TikTokLab.Connector().CheckShortLink(new ShortLinkDraft(account, reference, text)).Single().Field, Is.EqualTo(field));

    [Test]
    public void A_refused_username_is_told_what_is_allowed()
    {
        var message = TikTokLab.Connector().CheckShortLink(Sound with { Account = "hoamaiđẹp" }).Single().Message;

        Assert.That(message.En, Does.Contain("letters without accents, digits, _ and ."));
        Assert.That(message.Vi, Does.Contain("chữ không dấu, chữ số, _ và ."));
    }

    [Test]
    public void What_is_too_long_is_said_at_its_field() => Assert.That(
        TikTokLab.Connector().CheckShortLink(Sound with { Ref = new string('a', 2084), Text = new string('a', 6001) }).Select(problem => problem.Field),
        Is.EqualTo(new[] { "ref", "text" }));
}
