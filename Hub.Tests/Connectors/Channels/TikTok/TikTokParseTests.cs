using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.TikTok;

public sealed class TikTokParseTests
{
    private const string Message =
        """
        {"timestamp":1789814497488,"from_user":{"id":"u","role":"personal_account"},"conversation_id":"c","message_id":"m","type":"text",
         "text":{"body":"hi"}}
        """;

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"event\":1")]
    [TestCase("{}")]
    [TestCase("{\"event\":null}")]
    [TestCase("<html></html>")]
    [TestCase("{\"event\":\"\\ud800\"}")]
    public void What_is_no_envelope_is_neither_routed_nor_read(string body)
    {
        Assert.That(TikTokLab.Connector().Route(TikTokLab.Post(Encoding.UTF8.GetBytes(body), null)), Is.Null);
        var parsed = Parse(Encoding.UTF8.GetBytes(body));
        Assert.That(parsed.Unreadable?.Code, Is.EqualTo("tiktok/unreadable"));
        Assert.That(parsed.Events, Is.Empty);
    }

    [Test]
    public void An_event_without_an_account_is_kept_for_nobody()
    {
        var routed = TikTokLab.Connector().Route(TikTokLab.Post("""{"event":"im_receive_msg"}"""u8.ToArray(), null))!.Single();

        Assert.That(routed.AccountId, Is.Empty);
    }

    [Test]
    public void Content_that_is_no_json_fails_with_a_reason()
    {
        var parsed = TikTokLab.Connector().Parse(TikTokLab.Envelope("im_receive_msg", "not json"));

        Assert.That((parsed.Events.Count, parsed.Unreadable?.Code), Is.EqualTo((0, "tiktok/unreadable-content")));
    }

    [TestCase("\"text\"")]
    [TestCase("{}")]
    [TestCase("{\"message_id\":\"m\\ud800\"}")]
    public void Content_that_cannot_be_read_is_an_unknown_event_with_a_stable_key(string content)
    {
        var payload = TikTokLab.Envelope("im_receive_msg", content);

        var first = Parse(payload).Events.Single();

        Assert.That(first, Is.InstanceOf<UnknownEvent>());
        Assert.That(((UnknownEvent)first).Name, Is.EqualTo("im_receive_msg"));
        Assert.That(first.OccurredAt, Is.EqualTo(TikTokLab.Now));
        Assert.That(Parse(payload).Events.Single().EventKey, Is.EqualTo(first.EventKey));
    }

    [Test]
    public void Half_a_surrogate_pair_costs_the_text_not_the_message()
    {
        var message = (MessageEvent)ParseContent("im_receive_msg", Message.Replace("\"hi\"", "\"\\ud800\""));

        Assert.That(message.MessageKey, Is.EqualTo("m"));
        Assert.That(message.Content.Kind, Is.EqualTo(MessageKind.Unsupported));
    }

    [Test]
    public void A_neighbours_broken_name_does_not_throw()
    {
        var parsed = Parse(TikTokLab.Envelope("im_receive_msg", Message.Replace("\"timestamp\"", "\"\\ud800\":1,\"timestamp\"")));

        Assert.That(parsed.Events, Has.Count.EqualTo(1));
    }

    [Test]
    public void Deep_nesting_fails_with_a_reason_and_is_kept_for_replay()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500);

        Assert.That(Parse(TikTokLab.Envelope("im_receive_msg", deep)).Unreadable?.Code, Is.EqualTo("tiktok/unreadable-content"));
    }

    [Test]
    public void Unknown_fields_are_tolerated()
    {
        var message = (MessageEvent)ParseContent("im_receive_msg", Message.Replace("\"type\"", "\"zz_new\":{\"x\":[1]},\"type\""));

        Assert.That(message.Content.Text, Is.EqualTo("hi"));
    }

    [TestCase("7247303576418566913")]
    [TestCase("9007199254740993")]
    [TestCase("18446744073709551617")]
    public void Ids_beyond_doubles_come_through_digit_by_digit(string id)
    {
        var comment = (CommentEvent)ParseContent(
            "comment.update", $$"""{"comment_id":{{id}},"comment_action":"insert","timestamp":"1687394416109","unique_identifier":"u"}""");

        Assert.That(comment.CommentKey, Is.EqualTo(id));
        Assert.That(comment.OccurredAt.ToUnixTimeMilliseconds(), Is.EqualTo(1687394416109));
    }

    [TestCase("1e400")]
    [TestCase("-1")]
    [TestCase("99999999999999999999")]
    [TestCase("\"soon\"")]
    [TestCase("null")]
    public void A_time_that_is_none_falls_back_to_the_envelope(string time)
    {
        var message = ParseContent("im_receive_msg", Message.Replace("1789814497488", time));

        Assert.That(message.OccurredAt, Is.EqualTo(TikTokLab.Now));
    }

    [Test]
    public void An_echo_never_names_the_business_as_the_contact()
    {
        var message = (MessageEvent)ParseContent(
            "im_send_msg", """
            {"timestamp":1,"unique_identifier":"shop","from_user":{"id":"shop","role":"business_account"},"message_id":"m","type":"text",
             "text":{"body":"x"}}
            """);

        Assert.That(message.Direction, Is.EqualTo(MessageDirection.Outbound));
        Assert.That(message.Contact, Is.Null);
    }

    [TestCase("im_receive_msg", "from_user")]
    [TestCase("im_send_msg", "to_user")]
    public void A_business_on_the_persons_side_is_no_contact(string name, string side)
    {
        var content = Message.Replace("\"from_user\"", $"\"{side}\"").Replace("personal_account", "business_account");

        Assert.That(ParseContent(name, content).Contact, Is.Null);
    }

    [Test]
    public void Events_of_the_same_kind_at_other_times_have_other_keys()
    {
        var one = ParseContent("im_new", """{"timestamp":1}""");
        var two = ParseContent("im_new", """{"timestamp":2}""");

        Assert.That(one.EventKey, Is.Not.EqualTo(two.EventKey));
    }

    [Test]
    public void Damaged_payloads_never_throw() => Prop.ForAll<byte, ushort, ushort>((damage, at, length) =>
    {
        var payload = TikTokLab.Envelope("im_receive_msg", Message);
        payload[at % payload.Length] = damage;
        var cut = payload.AsMemory(0, length % (payload.Length + 1));
        var connector = TikTokLab.Connector();
        connector.Route(TikTokLab.Post(cut.ToArray(), null));
        connector.Route(TikTokLab.Post(payload, null));
        return Readable(connector.Parse(cut)) && Readable(connector.Parse(payload));
    }).QuickCheckThrowOnFailure();

    private static bool Readable(ParsedPayload parsed) => parsed.Unreadable is null == parsed.Events.Count > 0;

    private static ParsedPayload Parse(byte[] payload) => TikTokLab.Connector().Parse(payload);

    private static ChannelEvent ParseContent(string name, string content) => Parse(TikTokLab.Envelope(name, content)).Events.Single();
}
