using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Zalo;

public sealed class ZaloSendTests : ChannelSendTest
{
    private const string Sent = """{"error":0,"message":"Success","data":{"message_id":"a1b2c3","user_id":"5510185758261927916","quota":{"quota_type":"reply"}}}""";

    [Test]
    public async Task A_text_is_a_consultation_message()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);

        Assert.That(await ZaloBench.Send(vendor, ZaloBench.Part(MessageContent.OfText("Dạ còn ạ"))), Is.EqualTo(new Outcome.Accepted("a1b2c3")));

        var request = vendor.Requests.Single();
        Assert.That((request.Method, request.Path, request.Header("access_token")), Is.EqualTo(("POST", "/v3.0/oa/message/cs", ZaloBench.Token)));
        ChannelBench.AssertBody(request.Text, $$"""{"recipient":{"user_id":"{{ZaloBench.Person}}"},"message":{"text":"Dạ còn ạ"} }""");
    }

    [Test]
    public async Task A_picture_is_uploaded_and_sent_by_its_id_with_the_words()
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(
            context, 200, context.Request.Path.Value!.EndsWith("/upload/image", StringComparison.Ordinal) ? """{"error":0,"data":{"attachment_id":"up-1"}}""" : Sent));
        var content = new MessageContent { Kind = MessageKind.Image, Text = "Mẫu mới", Media = [new MediaRef(null)] };

        await ZaloBench.Send(vendor, ZaloBench.Part(content, new OutboundMedia("image/png", "ao.png", "pixels"u8.ToArray())));

        var (upload, send) = (vendor.Requests[0], vendor.Requests[1]);
        Assert.That((upload.Path, upload.Header("access_token")), Is.EqualTo(("/v2.0/oa/upload/image", ZaloBench.Token)));
        Assert.That(upload.Text, Does.Contain("name=\"file\"").Or.Contain("name=file").And.Contain("pixels"));
        ChannelBench.AssertBody(send.Text, $$"""
            {"recipient":{"user_id":"{{ZaloBench.Person}}"},"message":{"text":"Mẫu mới","attachment":{"type":"template","payload":{
            "template_type":"media","elements":[{"media_type":"image","attachment_id":"up-1"}]} } } }
            """);
    }

    [Test]
    public async Task A_picture_at_an_address_goes_by_it()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);
        var content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "https://shop.example/ao.jpg")] };

        await ZaloBench.Send(vendor, ZaloBench.Part(content));

        ChannelBench.AssertBody(vendor.Requests.Single().Text, $$"""
            {"recipient":{"user_id":"{{ZaloBench.Person}}"},"message":{"attachment":{"type":"template","payload":{
            "template_type":"media","elements":[{"media_type":"image","url":"https://shop.example/ao.jpg"}]} } } }
            """);
    }

    [Test]
    public async Task A_picture_that_cannot_be_uploaded_sends_nothing()
    {
        await using var vendor = await FakeVendor.Start(200, """{"error":-201,"message":"file is invalid"}""");
        var content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null)] };

        var outcome = await ZaloBench.Send(vendor, ZaloBench.Part(content, new OutboundMedia("image/png", "ao.png", new byte[] { 1 })));

        Assert.That(outcome, Is.TypeOf<Outcome.Rejected>());
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(200, """{"error":-216,"message":"Access token is invalid"}""", typeof(Outcome.AuthExpired))]
    [TestCase(401, """{"error":-216,"message":"Access token is invalid"}""", typeof(Outcome.AuthExpired))]
    [TestCase(401, "", typeof(Outcome.AuthExpired))]
    [TestCase(200, """{"error":"-216"}""", typeof(Outcome.AuthExpired))]
    [TestCase(200, """{"error":-224,"message":"OA tier"}""", typeof(Outcome.Rejected))]
    [TestCase(200, """{"error":-230,"message":"User has not interacted"}""", typeof(Outcome.WindowClosed))]
    [TestCase(200, """{"error":-999}""", typeof(Outcome.QuotaSpent))]
    [TestCase(200, """{"error":-201,"message":"Params is invalid"}""", typeof(Outcome.Rejected))]
    [TestCase(200, """{"error":99999999999999999999}""", typeof(Outcome.Rejected))]
    [TestCase(200, """{"error":0}""", typeof(Outcome.Unknown))]
    [TestCase(200, "{}", typeof(Outcome.Unknown))]
    [TestCase(200, "<html>", typeof(Outcome.Unknown))]
    [TestCase(500, "<html>", typeof(Outcome.Unknown))]
    [TestCase(500, """{"error":-1}""", typeof(Outcome.Unknown))]
    [TestCase(503, """{"error":-1}""", typeof(Outcome.Transient))]
    [TestCase(429, """{"error":-32}""", typeof(Outcome.Throttled))]
    [TestCase(403, "", typeof(Outcome.Misconfigured))]
    [TestCase(307, "", typeof(Outcome.Misconfigured))]
    public async Task An_answer_is_classified(int status, string body, Type expected)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        Assert.That(await SendText(vendor), Is.TypeOf(expected));
    }

    [Test]
    public async Task Without_a_picture_nothing_is_sent()
    {
        await using var vendor = await FakeVendor.Start(200, Sent);

        var outcome = await ZaloBench.Send(vendor, ZaloBench.Part(new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null)] }));

        Assert.That(outcome.Because!.Code, Is.EqualTo("zalo/no-file"));
        Assert.That(vendor.Requests, Is.Empty);
    }

    [Test]
    public void No_key_would_keep_a_second_one_away() => Assert.That(ZaloBench.Connector().Manifest.SendsOnce, Is.False);

    private static IEnumerable<TestCaseData> Impossible()
    {
        var text = MessageContent.OfText("x");
        (string Name, string Field, OutboundDraft Draft)[] cases =
        [
            ("nothing", "contents", new OutboundDraft([])),
            ("tag", "tag", new OutboundDraft([text], Tag: "HUMAN_AGENT")),
            ("quote", "quotedMessageKey", new OutboundDraft([text], QuotedMessageKey: "m")),
            ("empty text", "text", new OutboundDraft([MessageContent.OfText(" ")])),
            ("no file", "media", new OutboundDraft([new MessageContent { Kind = MessageKind.Image }])),
            ("document", "kind", new OutboundDraft([new MessageContent { Kind = MessageKind.Document, Media = [new MediaRef(null)] }])),
            ("choices", "kind", new OutboundDraft([new MessageContent { Kind = MessageKind.Choices, Text = "x", Choices = [new Choice("1", "t")] }])),
            ("second content wrong", "kind", new OutboundDraft([text, new MessageContent { Kind = MessageKind.Video, Media = [new MediaRef(null)] }])),
        ];
        return cases.Select(impossible => new TestCaseData(impossible.Field, impossible.Draft).SetArgDisplayNames(impossible.Name));
    }

    [TestCaseSource(nameof(Impossible))]
    public void What_cannot_be_sent_is_refused_by_field(string field, OutboundDraft draft) => Assert.That(Plan(draft).Refused!.Field, Is.EqualTo(field));

    [Test]
    public void The_words_stay_with_the_first_of_several_pictures()
    {
        var plan = Plan(new OutboundDraft([new MessageContent { Kind = MessageKind.Image, Text = "hai mẫu", Media = [new MediaRef("1"), new MediaRef("2")] }]));

        Assert.That(plan.Parts.Select(part => (part.Text, part.Media.Single().Id)), Is.EqualTo(new[] { ("hai mẫu", "1"), (null, "2") }));
    }

    private protected override (string Person, string Token) Canaries => (ZaloBench.Person, ZaloBench.Token);

    private protected override Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null) => ZaloBench.Send(vendor, part, log);

    private protected override OutboundPart Part(MessageContent content) => ZaloBench.Part(content);

    private protected override (int Status, string Body) Refused(string words) => (200, $$"""{"error":-201,"message":"{{words}}"}""");

    private static SendPlan Plan(OutboundDraft draft) => ChannelBench.Plan(ZaloBench.Connector(), http => ZaloBench.Connection(http), draft);
}
