using System.IO.Compression;
using System.Text;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Whatever a vendor answers becomes a typed outcome: nothing is taken for success, nothing is read without end, no lane stops.</summary>
internal sealed class P29_VendorGarbageTests
{
    private static readonly byte[] Megabyte = new byte[1 << 20];

    private static readonly Dictionary<string, RequestDelegate> Garbage = new(StringComparer.Ordinal)
    {
        ["a page of HTML"] = context => FakeVendor.Reply(context, 200, "<!doctype html><title>Login</title><p>Welcome", "text/html"),
        ["half of a JSON"] = context => FakeVendor.Reply(context, 200, """{"code":0,"message":"OK","data":{"message":{"mess"""),
        ["another JSON"] = context => FakeVendor.Reply(context, 200, """[1,null,{"code":"zero","messages":[[]],"results":7,"message_id":{}}]"""),
        ["nothing"] = context => FakeVendor.Reply(context, 200, ""),
        ["a wrong character set"] = async context =>
        {
            context.Response.ContentType = "application/json; charset=klingon-8";
            await context.Response.Body.WriteAsync(Encoding.Unicode.GetBytes("""{"code":0}"""));
        },
        ["a body without end"] = Endless,
        ["a bomb of gzip"] = Bomb,
    };

    private static IEnumerable<string> Kinds => Garbage.Keys;

    [TestCaseSource(nameof(Kinds))]
    [CancelAfter(120_000)]
    public async Task Garbage_is_a_typed_failure(string what, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(Garbage[what]);
        await using var stage = await Stage.Set(StorageKind.Sqlite, vendor.BaseAddress);
        await using var hub = await stage.StartInSmallHeap(cancellation);
        await stage.Connect(); // also the CRM's check meets the garbage, and may say no
        foreach (var channel in Stage.Channels)
            await stage.Happens(new { platform = channel, from = "an", text = "xin chào" });
        var conversations = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation), ids => ids.Count == 3, cancellation);
        foreach (var conversation in conversations)
            await stage.Send(conversation, "chị ơi");

        var tried = await stage.Until(
            db => db.Deliveries.Where(row => row.Outcome != null
                && (row.Kind == DeliveryKind.SendMessage || row.Kind == DeliveryKind.SyncContact)).ToListAsync(cancellation),
            rows => rows.Count(row => row.Kind == DeliveryKind.SendMessage) == 3 && rows.Exists(row => row.Kind == DeliveryKind.SyncContact),
            cancellation);

        Assert.Multiple(() =>
        {
            Assert.That(tried.Select(row => row.State), Has.None.EqualTo(DeliveryState.Done), "garbage is no success");
            Assert.That(tried.Select(row => row.Code), Has.None.Null, "each says why");
            Assert.That(hub.HasExited, Is.False);
            Assert.That(hub.Log, Has.None.Contains(nameof(OutOfMemoryException)));
            Assert.That(tried.Select(row => row.Detail ?? ""), Has.None.Contains(nameof(OutOfMemoryException)), "nothing is read without end");
        });
        var codes = string.Join(", ", tried.Select(row => $"{row.Outcome} {row.Code}").Distinct().Order(StringComparer.Ordinal));
        Verdict.Pass("P29", $"{what}: {vendor.Requests.Count} answers, {tried.Count} deliveries, {codes}");
    }

    private static async Task Endless(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"code":0,"data":[""");
        for (var written = 0; written < 2048 && !context.RequestAborted.IsCancellationRequested; written++)
            await context.Response.Body.WriteAsync(Megabyte, context.RequestAborted);
    }

    private static async Task Bomb(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var bomb = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        for (var written = 0; written < 2048 && !context.RequestAborted.IsCancellationRequested; written++)
            await bomb.WriteAsync(Megabyte, context.RequestAborted);
    }
}
