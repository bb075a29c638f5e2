using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Ads.MetaConversions;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Connectors.Ads.MetaConversions;

[CancelAfter(20_000)]
public sealed class MetaConversionsTests
{
    private const string Token = "EVENTTOKENCANARY0123456789";
    private const string Ok = """{"events_received":1,"messages":[],"fbtrace_id":"x"}""";

    private static readonly ConnectorManifest Manifest =
        ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Ads", "MetaConversions", "connector.json"));

    private static readonly Signal Paid = new()
    {
        Kind = SignalKind.OrderPaid,
        EventId = Sha256Hash.Of("fact 1"),
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(1_719_389_021_999),
        OrderId = Guid.Parse("018f3b1c-0000-7000-8000-000000000001"),
        Value = new Money(1_250_000m, CurrencyCode.From("VND")!.Value),
        Referral = new SignalReferral(OpaqueId.From("Aff-n8ZT_click"), OpaqueId.From("1202"), null, null),
        Origin = new SignalOrigin(OpaqueId.From("whatsapp")!.Value, OpaqueId.From("106540")!.Value, null),
        Identifiers =
        [
            new HashedIdentifier(IdentifierKind.Email, Sha256Hash.Parse("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")),
            new HashedIdentifier(IdentifierKind.Phone, Sha256Hash.Parse("e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176")),
        ],
    };

    private static readonly Signal Written = new()
    {
        Kind = SignalKind.ConversationStarted,
        EventId = Sha256Hash.Of("fact 2"),
        OccurredAt = Paid.OccurredAt,
        Referral = new SignalReferral(null, OpaqueId.From("1203"), null, null),
        Origin = new SignalOrigin(OpaqueId.From("messenger")!.Value, OpaqueId.From("300400")!.Value, OpaqueId.From("7788990011")),
    };

    [TestCase(IdentifierKind.Email, " John_Smith@gmail.com ", "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")]
    [TestCase(IdentifierKind.Phone, "+1 (650) 555-1212", "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176")]
    public void Its_identifier_rules_give_Metas_published_hashes(IdentifierKind kind, string value, string hash) =>
        Assert.That(IdentifierHash.Compute(Manifest.Identifiers[kind], value)?.Hex, Is.EqualTo(hash));

    [Test]
    public void Its_manifest_says_that_repeats_count_and_asks_for_the_Pages_own_ids_only() => Assert.Multiple(() =>
    {
        Assert.That((Manifest.Id, Manifest.EntryType), Is.EqualTo(("meta-conversions", typeof(MetaConversionsConnector).FullName)));
        Assert.That(Manifest.CountsRepeats, Is.True);
        Assert.That(Manifest.PersonIds, Is.EqualTo(new Dictionary<string, string> { ["messenger"] = "psid" }));
        Assert.That(Connector(null).Validate(SettingsScope.Connection, Connection().Settings), Is.Empty);
    });

    [Test]
    public void Settings_that_Meta_would_refuse_are_refused_in_words()
    {
        var settings = Connection(new { datasetId = "my set", whatsappAccountId = "", pageId = "", eventOrderPaid = "mua hàng", partnerAgent = "a b" }).Settings;

        Assert.That(
            Connector(null).Validate(SettingsScope.Connection, settings).Select(problem => problem.Field),
            Is.EquivalentTo(new[] { "datasetId", "whatsappAccountId", "eventOrderPaid", "partnerAgent" }));
    }

    [TestCase("order-paid")]
    [TestCase("conversation-started")]
    public async Task A_signal_goes_out_as_documented(string sample, CancellationToken cancellation)
    {
        var (answer, requests) = await Report([sample == "order-paid" ? Paid : Written], cancellation);

        Assert.That(answer.Results.Single().Outcome, Is.EqualTo(new Outcome.Accepted()));
        Assert.That(requests.Single().Path, Is.EqualTo("/v25.0/400500/events"));
        Assert.That(requests[0].Header("Authorization"), Is.EqualTo($"Bearer {Token}"));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(requests[0].Body), JsonNode.Parse(Sample(sample))), Is.True, () => requests[0].Text);
    }

    [Test]
    public async Task What_Meta_could_credit_to_nobody_is_not_sent_and_holds_up_nothing(CancellationToken cancellation)
    {
        Signal[] signals =
        [
            Paid with { EventId = Sha256Hash.Of("a"), Referral = new SignalReferral(null, OpaqueId.From("1"), null, null) },
            Written with { EventId = Sha256Hash.Of("b"), Origin = Written.Origin! with { Account = OpaqueId.From("999")!.Value } },
            Written with { EventId = Sha256Hash.Of("c"), Origin = Written.Origin! with { Person = null } },
            Written with { EventId = Sha256Hash.Of("d"), Origin = null },
            Paid with { EventId = Sha256Hash.Of("e"), Kind = SignalKind.NoShow },
            Paid,
        ];

        var (answer, requests) = await Report(signals, cancellation);

        Assert.That(answer.Results.Select(result => result.Outcome.Because?.Code), Is.EqualTo(new[]
        {
            "meta-conversions/no-click-id", "meta-conversions/other-dataset", "meta-conversions/no-person-id", "meta-conversions/other-dataset",
            "meta-conversions/no-event-name", null,
        }));
        Assert.That(JsonNode.Parse(requests.Single().Body)!["data"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase(400, 100, typeof(Outcome.Rejected))]
    [TestCase(401, 190, typeof(Outcome.AuthRevoked), Description = "nothing to refresh")]
    [TestCase(403, 200, typeof(Outcome.Misconfigured))]
    [TestCase(403, 10, typeof(Outcome.Misconfigured))]
    [TestCase(400, 613, typeof(Outcome.Throttled))]
    [TestCase(400, 80004, typeof(Outcome.Throttled))]
    [TestCase(500, 2, typeof(Outcome.Unknown), Description = "it may have been counted")]
    [TestCase(500, 1, typeof(Outcome.Unknown))]
    public async Task A_code_fails_the_whole_batch(int status, int code, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, $$$"""{"error":{"message":"(#{{{code}}}) {{{Token}}}","code":{{{code}}}}}""");

        var answer = await Connector(vendor.BaseAddress).Report(Connection(), [Paid], cancellation);

        Assert.That(answer.Whole, Is.InstanceOf(expected));
        Assert.That(answer.Whole!.ToString(), Does.Contain($"meta-conversions/{code}").And.Not.Contain("CANARY"));
    }

    [Test]
    public async Task A_lost_answer_and_a_count_that_falls_short_leave_it_in_doubt(CancellationToken cancellation)
    {
        await using var silent = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var lost = await Connector(silent.BaseAddress).Report(Connection(), [Paid], cancellation);
        var (fewer, _) = await Report([Paid], cancellation, """{"events_received":0}""");

        Assert.That(lost.Whole, Is.InstanceOf<Outcome.Unknown>());
        Assert.That(fewer.Results.Single().Outcome, Is.InstanceOf<Outcome.Unknown>());
    }

    [TestCase("", true)]
    [TestCase("106540, 7", true)]
    [TestCase("7", false, Description = "another account's number")]
    public void A_signal_of_another_number_or_without_an_event_stays(string numbers, bool isReported)
    {
        var settings = new { datasetId = "400500", accessToken = "t", whatsappAccountId = "9", whatsappNumberIds = numbers, eventConversationStarted = "" };

        Assert.That(Connector(null).Stays(Connection(settings), Paid) is null, Is.EqualTo(isReported));
        Assert.That(Connector(null).Stays(Connection(settings), Written)?.Code, Is.EqualTo("meta-conversions/no-event-name"));
    }

    [Test]
    public async Task Verifying_reads_the_dataset_and_reports_nothing(CancellationToken cancellation)
    {
        await using var good = await FakeVendor.Start(200, """{"id":"400500"}""");
        await using var wrong = await FakeVendor.Start(400, """{"error":{"message":"Unsupported get request.","code":100,"error_subcode":33}}""");

        Assert.That(await Connector(good.BaseAddress).Verify(Connection(), cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That(((Outcome.Misconfigured)await Connector(wrong.BaseAddress).Verify(Connection(), cancellation)).Because?.Field, Is.EqualTo("settings.datasetId"));
        Assert.That((good.Requests.Single().Path, good.Requests[0].Body.Length), Is.EqualTo(("/v25.0/400500", 0)));
    }

    private static async Task<(BatchAnswer Answer, IReadOnlyList<RecordedRequest> Requests)> Report(
        IReadOnlyList<Signal> signals, CancellationToken cancellation, string answer = Ok)
    {
        await using var vendor = await FakeVendor.Start(200, answer);
        return (await Connector(vendor.BaseAddress).Report(Connection(), signals, cancellation), vendor.Requests);
    }

    private static MetaConversionsConnector Connector(Uri? apiBase) => new(new ConnectorHost(
        Manifest, new ConnectorSettings(JsonSerializer.SerializeToElement(new { apiBase = apiBase?.AbsoluteUri })), FakeVendor.Client(),
        new ManualTimeProvider(DateTimeOffset.UnixEpoch), NullLogger.Instance));

    private static ConnectionContext Connection(object? changes = null)
    {
        var values = new Dictionary<string, object?>
        {
            ["accessToken"] = Token,
            ["datasetId"] = "400500",
            ["whatsappAccountId"] = "200300",
            ["pageId"] = "300400",
            ["eventOrderPaid"] = "Purchase",
            ["eventConversationStarted"] = "LeadSubmitted",
        };
        foreach (var property in changes?.GetType().GetProperties() ?? [])
            values[property.Name] = property.GetValue(changes);
        return new ConnectionContext(
            Guid.Empty, "400500", new ConnectorSettings(JsonSerializer.SerializeToElement(values)), Credentials.None, FakeVendor.Client(), NullLogger.Instance);
    }

    private static string Sample(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(
        Path.GetDirectoryName(here)!, "../../../../Hub.Connectors/Ads/MetaConversions/samples", name + ".json"));
}
