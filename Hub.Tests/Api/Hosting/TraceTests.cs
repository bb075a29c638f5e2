using System.Collections.Concurrent;
using System.Diagnostics;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Hosting;

/// <summary>Whoever looks at a webhook's trace sees what became of it. Others' spans of this process are told apart by the trace's id.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class TraceTests(StorageKind kind)
{
    private static readonly string[] Traced = [HubTrace.Source, "Microsoft.AspNetCore"];

    [Test]
    [CancelAfter(60_000)]
    public async Task A_trace_goes_from_the_webhook_through_the_database_to_every_call_that_came_of_it(CancellationToken cancellation)
    {
        using var heard = new Spans();
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("whatsapp", "hubspot");

        await Post(stage, "wamid.traced", heard.Trace, cancellation);
        await stage.Until(_ => Task.FromResult(heard.Named("deliver SyncContact")), found => found is not null, cancellation);

        var (request, applied, synced) = (heard.Named("Microsoft.AspNetCore.Hosting.HttpRequestIn"), heard.Named("apply webhooks"), heard.Named("deliver SyncContact"));
        Assert.That(request!.ParentSpanId.ToHexString(), Is.EqualTo(Spans.Sender));
        Assert.That((applied!.ParentSpanId, synced!.ParentSpanId), Is.EqualTo((request.SpanId, applied.SpanId)));
        Assert.That(applied.TagObjects.Concat(synced.TagObjects).Select(tag => tag.Key).Distinct(),
            Is.EquivalentTo(new[] { "hub.connection", "hub.connector", "hub.batch" }), "no person and no word");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_batch_goes_on_with_its_first_and_links_to_the_others(CancellationToken cancellation)
    {
        using var first = new Spans();
        using var second = new Spans();
        await using var stage = await Stage.Set(kind);
        await using (await stage.Host(null, "--role", "api"))
        {
            await stage.Connect("whatsapp");
            await Post(stage, "wamid.one", first.Trace, cancellation);
            await Post(stage, "wamid.two", second.Trace, cancellation);
        }

        await using var jobs = await stage.Host(null, "--role", "jobs");
        await stage.Until(_ => Task.FromResult(first.Named("apply webhooks")), found => found is not null, cancellation);

        Assert.That(first.Named("apply webhooks")!.Links.Select(link => link.Context.TraceId), Is.EqualTo(new[] { second.Trace }));
        Assert.That(second.Named("apply webhooks"), Is.Null);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_nobody_records_leaves_no_trace_in_the_database(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("whatsapp");

        await Post(stage, "wamid.quiet", ActivityTraceId.CreateRandom(), cancellation);

        Assert.That(await stage.Read(db => db.WebhookEvents.Select(row => row.Trace).ToListAsync(cancellation)), Is.EqualTo(new string?[] { null }));
    }

    private static async Task Post(Stage stage, string message, ActivityTraceId trace, CancellationToken cancellation)
    {
        var signed = new Signed(stage.Sandbox.Options);
        using var http = FakeVendor.Client();
        http.BaseAddress = stage.Address;
        using var request = signed.Request(signed.Text("whatsapp", "84901234567", message, "Chào shop"));
        request.Headers.Add("traceparent", $"00-{trace}-{Spans.Sender}-01");
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The spans of one trace that have ended.</summary>
    private sealed class Spans : IDisposable
    {
        public const string Sender = "00f067aa0ba902b7";
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => Traced.Contains(source.Name),
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.Parent.TraceId == Trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = activity =>
                {
                    if (activity.TraceId == Trace)
                        _ended.Enqueue(activity);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

        public Activity? Named(string name) => _ended.FirstOrDefault(activity => activity.OperationName == name);

        public void Dispose() => _listener.Dispose();
    }
}
