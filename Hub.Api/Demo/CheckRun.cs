using System.Globalization;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;

namespace Hub.Api.Demo;

/// <summary>The main job under faults, once, and the proof that nothing got lost or came twice.</summary>
internal sealed class CheckRun(DemoOptions options, TimeProvider clock, TextWriter output, TextWriter progress)
{
    private static readonly TimeSpan HardEnd = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StaysDown = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastReplies = TimeSpan.FromSeconds(8);
    private const int MostReplies = 150;
    private const int MostBookings = 60;
    private const int MostChatOrders = 20;
    private readonly long _start = clock.GetTimestamp();
    private string _last = "starting";
    private int _looks;

    public async Task<int> Run(CancellationToken stop)
    {
        var folder = DemoFolder.Fresh(options);
        using var end = new CancellationTokenSource(HardEnd, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        var code = 1;
        try
        {
            code = await Run(folder, both.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            await Say($"gave up after {HardEnd.TotalSeconds} s; last: {_last}");
        }
        finally
        {
            if (code == 0 && !options.Keep && options.Data is null)
                Directory.Delete(folder.Path, recursive: true);
            else
                await Say($"left in {folder.Path}");
        }

        return code;
    }

    private async Task<int> Run(DemoFolder folder, CancellationToken cancellation)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{(options.Port == 0 ? FreePort.Find() : options.Port)}");
        var key = ApiKeys.NewKey();
        await using var log = new StreamWriter(folder.Log) { AutoFlush = true };
        await using var sandbox = await Sandbox.Start(address, options.SandboxPort, options.Seed, clock, cancellation);
        folder.WriteConnectors(sandbox.Address);
        await using var process = new HubProcess(folder, address, key, log, clock);
        await process.Start(cancellation);
        using var hub = new JsonCaller(new Uri(address), key, clock);
        await new DemoConnections(hub, sandbox.Calls, clock).Make(cancellation);
        await new DemoRules(hub).Prepare(cancellation);
        await Say("connected");
        var (bookings, chats, crm) = (new CheckBookings(hub, clock), new DemoChatOrders(hub, sandbox.Calls, clock), new DemoCrm(hub, sandbox.Calls, clock));
        await bookings.Prepare(cancellation);
        await chats.Prepare(cancellation);
        var ordering = chats.Run(Math.Min(MostChatOrders, 2 + (options.Webhooks / 100)), cancellation);
        var replies = await Play(process, hub, sandbox.Calls, bookings, crm, cancellation);
        await ordering; // what was said is a draft sooner or later, whatever went wrong
        await Settle(hub, sandbox.Calls, bookings, cancellation);
        await crm.Work(bookings.Agreed, cancellation);
        await Say($"{crm.Edits.Count} changes by hand in the CRM");
        await crm.WaitUntilBack(cancellation);
        await Settle(hub, sandbox.Calls, bookings, cancellation);
        var took = clock.GetElapsedTime(_start);
        var comparison = new Comparison(
            await SandboxView.Read(sandbox.Calls, cancellation), await HubView.Read(hub, cancellation), replies.Queued, bookings.Agreed, chats.Confirmed,
            crm.Edits, await crm.Told(cancellation));
        var database = StorageKinds.Of(folder.Database).ToString().ToLowerInvariant();
        var result = comparison.Run(process.Kills, took, database);
        foreach (var line in comparison.Findings.Lines)
            await Say(line);
        await output.WriteLineAsync(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return result is { Lost: 0, Duplicated: 0 } && comparison.Findings.Wrong == 0 ? 0 : 1;
    }

    private async Task<DemoReplies> Play(
        HubProcess process, JsonCaller hub, JsonCaller sandbox, CheckBookings bookings, DemoCrm crm, CancellationToken cancellation)
    {
        var replies = new DemoReplies(hub, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await sandbox.Put("/_sandbox/faults", CheckFaults.Rules(), cancellation);
        await sandbox.Make("/_sandbox/traffic", CheckFaults.Traffic(options), cancellation);
        var answering = replies.Run(Math.Min(MostReplies, 10 + (options.Webhooks / 12)), over.Token);
        var booking = bookings.Run(Math.Min(MostBookings, 4 + (options.Webhooks / 40)), over.Token, cancellation);
        await Taken(sandbox, 0.3, cancellation);
        await process.Kill();
        await Say("killed the hub");
        await Task.Delay(StaysDown, clock, cancellation);
        await process.Start(cancellation);
        await Say("the hub is back");
        await crm.LookAt(cancellation); // what the hub writes meanwhile must not come back
        await Taken(sandbox, 0.6, cancellation);
        await sandbox.Put("/_sandbox/faults", CheckFaults.Rules("tiktok"), cancellation);
        await Say("tokens expired");
        await crm.LookAt(cancellation);
        await Taken(sandbox, 1, cancellation);
        await Task.WhenAny(Task.WhenAll(answering, booking), Task.Delay(LastReplies, clock, cancellation));
        await sandbox.Put("/_sandbox/faults", CheckFaults.Calm, cancellation);
        await Say($"traffic over, {replies.Queued.Count} replies, {bookings.Agreed.Count} bookings");
        await over.CancelAsync();
        var people = Task.WhenAll(answering, booking);
        await people.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (people is { IsFaulted: true, Exception: { } error })
            throw error.GetBaseException();
        return replies;
    }

    // By what the hub took, not by what was played: on a busy machine the plan may run far ahead of the hub.
    private async Task Taken(JsonCaller sandbox, double share, CancellationToken cancellation)
    {
        while (true)
        {
            var channels = (await sandbox.Get("/_sandbox/summary", cancellation)).GetProperty("webhooks").EnumerateObject();
            if (channels.Sum(channel => channel.Value.Number("accepted")) >= options.Webhooks * share)
                return;
            await Task.Delay(Pause / 5, clock, cancellation);
        }
    }

    // Twice in a row: what was owed may cause something new, such as the webhook that a send's echo is.
    private async Task Settle(JsonCaller hub, JsonCaller sandbox, CheckBookings bookings, CancellationToken cancellation)
    {
        for (var quiet = 0; quiet < 2;)
        {
            var pending = (await sandbox.Get("/_sandbox/summary", cancellation)).Number("pending");
            var unread = (await hub.Get("/api/v1/webhook-events?state=pending&limit=200", cancellation)).GetProperty("items").GetArrayLength();
            var owed = await HubView.StillOwed(hub, cancellation);
            var kinds = owed.GroupBy(row => row.Text("kind")).Select(group => $"{group.Key} {group.Count()}");
            var reminders = await bookings.WaitingReminders(cancellation);
            var now = $"webhooks pending {pending}, not applied {unread}, owed {owed.Count} ({string.Join(", ", kinds)}), reminders waiting {reminders}";
            if (now != _last && _looks++ % 6 == 0)
                await Say(now);
            _last = now;
            quiet = pending + unread + owed.Count + reminders == 0 ? quiet + 1 : 0;
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private Task Say(string line) =>
        progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{clock.GetElapsedTime(_start).TotalSeconds,6:0.0} s  {line}"));
}
