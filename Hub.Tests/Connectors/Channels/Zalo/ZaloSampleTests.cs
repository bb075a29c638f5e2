using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Zalo;

/// <summary>Every sample payload gives exactly the canonical events beside it; what is broken or new is kept as unknown.</summary>
public sealed class ZaloSampleTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        ChannelBench.Samples("Zalo").Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    [TestCaseSource(nameof(Samples))]
    public void A_sample_gives_the_expected_events(string file) => ChannelBench.AssertSample(ZaloBench.Connector(), file);

    [TestCaseSource(nameof(Samples))]
    public void A_sample_belongs_to_its_account_and_keeps_its_bytes(string file)
    {
        var body = File.ReadAllBytes(file);

        Assert.That(ZaloBench.Connector().Route(ZaloBench.Post(body, null))!.Single(), Is.EqualTo(new RoutedPayload(ZaloBench.Account, body)));
        Assert.That(ZaloBench.Connector().Signer(ZaloBench.Post(body, ZaloBench.Sign(ZaloBench.App, body, "1", "whosever"))), Is.EqualTo(ZaloBench.Account));
        Assert.That(ZaloBench.Connector().Signer(ZaloBench.Post(body, null)), Is.Null, "what is not signed is looked up for nobody");
    }

    [TestCase("""{"event_name":"user_send_text"}""")]
    [TestCase("""{"event_name":"user_send_text","sender":{"id":"1"},"message":{"text":"no id"}}""")]
    [TestCase("""{"event_name":"user_send_text","message":{"msg_id":"1","text":"from nobody"}}""")]
    [TestCase("""{"event_name":"user_send_text","sender":[],"message":7}""")]
    [TestCase("""{"event_name":"user_seen_message","sender":{"id":"1"},"message":{"msg_ids":[{},null]}}""")]
    [TestCase("""{"event_name":"anonymous_send_text","sender":{"id":"1"},"message":{"msg_id":"1","text":"x"}}""")]
    [TestCase("""{"event_name":"oa_send_anonymous_text","sender":{"id":"1"},"message":{"msg_id":"1","text":"x"}}""")]
    [TestCase("""{"event_name":"something_new","app_id":"1"}""")]
    [TestCase("""{"event_name":"user_send_text","\ud800":1}""")]
    public void What_is_broken_or_new_is_kept_as_unknown_or_unreadable(string body)
    {
        var parsed = ZaloBench.Connector().Parse(Encoding.UTF8.GetBytes(body));

        Assert.That(parsed.Unreadable is not null || parsed.Events.Single() is UnknownEvent);
    }

    [Test]
    public void Two_buttons_below_one_message_are_two_choices_and_one_that_is_posted_again_is_one()
    {
        var clicks = new[] { Click("size_s", "1760000001250"), Click("size_m", "1760000009000"), Click("size_s", "1760000001250") };

        var choices = clicks.Select(body => (MessageEvent)ZaloBench.Connector().Parse(Encoding.UTF8.GetBytes(body)).Events.Single()).ToList();

        Assert.That(choices.Select(choice => choice.Content.ChoiceId), Is.EqualTo(new[] { "size_s", "size_m", "size_s" }));
        Assert.That(choices.Select(choice => choice.EventKey).Distinct().Count(), Is.EqualTo(2));
        Assert.That(choices.Select(choice => choice.MessageKey), Is.EqualTo(choices.Select(choice => choice.EventKey)));
        Assert.That(choices[2].EventKey, Is.EqualTo(choices[0].EventKey));

        static string Click(string button, string at) =>
            $$$"""{"event_name":"user_click_button","timestamp":"{{{at}}}","sender":{"id":"1"},"recipient":{"id":"2"},"message":{"msg_id":"m1","payload":"{{{button}}}"}}""";
    }

    [Test]
    public void A_message_with_a_time_that_is_no_time_and_a_place_that_is_none_is_still_a_message()
    {
        var body = """
            {"event_name":"user_send_location","timestamp":"soon","sender":{"id":"1"},"recipient":{"id":"2"},
            "message":{"msg_id":"m","attachments":[{"type":"location","payload":{"coordinates":{"latitude":"north"}}}]}}
            """;

        var message = (MessageEvent)ZaloBench.Connector().Parse(Encoding.UTF8.GetBytes(body)).Events.Single();

        Assert.That((message.Content.Kind, message.Content.PlatformKind), Is.EqualTo((MessageKind.Unsupported, "location")));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"event_name":""}""")]
    public void What_cannot_be_read_at_all_says_so(string body)
    {
        Assert.That(ZaloBench.Connector().Parse(Encoding.UTF8.GetBytes(body)).Unreadable, Is.Not.Null);
        Assert.That(ZaloBench.Connector().Route(ZaloBench.Post(Encoding.UTF8.GetBytes(body), null)), Is.Null);
    }

    [TestCase("""{"event_name":"follow","oa_id":"x' or 1=1"}""")]
    [TestCase("""{"event_name":"user_send_text","recipient":{"id":"123456789012345678901234567890123"}}""")]
    [TestCase("""{"event_name":"user_send_text"}""")]
    public void Whose_account_cannot_be_told_belongs_to_nobody(string body)
    {
        var request = ZaloBench.Post(Encoding.UTF8.GetBytes(body), ZaloBench.Sign(ZaloBench.App, [], "1", "whosever"));

        Assert.That(ZaloBench.Connector().Route(request)!.Single().AccountId, Is.Empty);
        Assert.That(ZaloBench.Connector().Signer(request), Is.Null);
    }
}
