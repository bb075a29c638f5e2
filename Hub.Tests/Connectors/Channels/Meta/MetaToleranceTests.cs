using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>What is broken or new costs itself at most, never its siblings.</summary>
public sealed class MetaToleranceTests
{
    private const string Sibling = """{"from":"84900000001","id":"wamid.OK","timestamp":"1760000000","type":"text","text":{"body":"ok"}}""";

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    [TestCase("[[]]")]
    [TestCase("{}")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""{"from":"1","id":"x","type":"text","typ\ud800":1}""")]
    [TestCase("""{"from":"1","id":"x"}""")]
    [TestCase("""{"from":"1","id":"","type":"text"}""")]
    [TestCase("""{"from":"1","id":"x","timestamp":"soon","type":"text","text":7}""")]
    [TestCase("""{"from":"1","id":"x","timestamp":"99999999999999999999","type":"image","image":[]}""")]
    [TestCase("""{"from":"1","id":"x","type":"order","order":{"product_items":[{"quantity":"many","item_price":1e400}]}}""")]
    [TestCase("""{"from":"1","id":"x","type":"location","location":{"latitude":"north"}}""")]
    [TestCase("""{"from":"1","id":"x","type":"reaction"}""")]
    [TestCase("""{"from":"1","id":"x","type":"edit","edit":{}}""")]
    [TestCase("""{"from":"1","id":"x","type":"revoke"}""")]
    [TestCase("""{"from":"1","id":"x","type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":"{"}}}""")]
    [TestCase("""{"id":"x","type":"text","text":{"body":"from nobody"}}""")]
    public void A_broken_message_leaves_its_sibling_alone(string broken)
    {
        var events = WhatsApp($"{broken},{Sibling}").Events;

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(((MessageEvent)events[1]).MessageKey, Is.EqualTo("wamid.OK"));
    }

    [Test]
    public void An_emoji_cut_in_half_costs_one_character()
    {
        var text = """{"from":"1","id":"x","timestamp":"1","type":"text","text":{"body":"ch\u00e0o\n\ud83d b\u1ea1n \"\\"}}""";

        var message = (MessageEvent)WhatsApp(text).Events.Single();

        Assert.That(message.Content.Text, Is.EqualTo("chào\n\uFFFD bạn \"\\"));
    }

    [Test]
    public void Bytes_that_are_not_text_cost_one_character()
    {
        var body = Encoding.Latin1.GetBytes(Envelope("""{"from":"1","id":"x","timestamp":"1","type":"text","text":{"body":"aÿb"}}"""));

        var message = (MessageEvent)Parse("whatsapp", body).Events.Single();

        Assert.That(message.Content.Text, Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void Numbers_beyond_double_keep_every_digit()
    {
        var body = """{"object":"page","entry":[{"id":90071992547409931234,"messaging":[{"sender":{"id":90071992547409935678},"""
            + """
            "recipient":{"id":90071992547409931234},"timestamp":1760000000123,"message":{"mid":"m","text":"x"}}]}]}
            """;

        var message = (MessageEvent)Parse("messenger", Encoding.UTF8.GetBytes(body)).Events.Single();

        Assert.That(message.Contact!.Identities, Is.EqualTo(new[] { new Identity("psid", "90071992547409935678") }));
    }

    [TestCase("1760000000", 1760000000000)]
    [TestCase("\"1760000000\"", 1760000000000)]
    [TestCase("1760000000123", 1760000000123)]
    [TestCase("\"1760000000123\"", 1760000000123)]
    [TestCase("\"2025-10-09T08:53:20+00:00\"", 1760000000000)]
    [TestCase("\"soon\"", 1234567890000)]
    [TestCase("-5", 1234567890000)]
    public void Times_come_in_any_unit(string timestamp, long expected)
    {
        var body = $$"""
            {"object":"page","entry":[{"id":"b","time":1234567890000,"messaging":[{"sender":{"id":"p"},"recipient":{"id":"b"},
            "timestamp":{{timestamp}},"message":{"mid":"m","text":"x"} }]}]}
            """;

        var message = Parse("messenger", Encoding.UTF8.GetBytes(body)).Events.Single();

        Assert.That(message.OccurredAt.ToUnixTimeMilliseconds(), Is.EqualTo(expected));
    }

    [TestCase("whatsapp")]
    [TestCase("messenger")]
    public void What_cannot_be_read_at_all_says_so(string connector)
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        foreach (var body in new[] { "", "{", "7", "{}", deep, """{"entry":[],"entr\udc00":1}""" })
            Assert.That(Parse(connector, Encoding.UTF8.GetBytes(body)).Unreadable, Is.Not.Null, body);
    }

    [Test]
    public void Reading_twice_gives_the_same_keys()
    {
        foreach (var (connector, folder) in new[] { ("whatsapp", "WhatsApp"), ("messenger", "Messenger") })
            foreach (var file in Directory.GetFiles(Path.Combine(ChannelBench.Folder(folder), "samples"), "*.json"))
            {
                var first = Parse(connector, File.ReadAllBytes(file)).Events.Select(happened => happened.EventKey);
                Assert.That(Parse(connector, File.ReadAllBytes(file)).Events.Select(happened => happened.EventKey), Is.EqualTo(first));
            }
    }

    private static ParsedPayload WhatsApp(string messages) => Parse("whatsapp", Encoding.UTF8.GetBytes(Envelope(messages)));

    private static ParsedPayload Parse(string connector, byte[] body) => ((IReceive)MetaBench.Connector(connector)).Parse(body);

    private static string Envelope(string messages) =>
        """{"object":"whatsapp_business_account","entry":[{"id":"w","changes":[{"field":"messages","value":{"messages":["""
        + messages + "]}}]}]}";
}
