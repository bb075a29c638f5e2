using System.Globalization;
using Hub.Api.Hosting;
using Hub.Core.Teams;

namespace Hub.Api.Demo;

/// <summary>The hub with live traffic on a screen, until it is stopped.</summary>
internal sealed class LiveRun(DemoOptions options, TimeProvider clock, TextWriter screen)
{
    private const int MostReplies = 1_000_000;
    private const int PasswordLength = 14;
    private const int LongTraffic = 1_000_000;

    public async Task<int> Run(CancellationToken stop)
    {
        var folder = DemoFolder.Fresh(options);
        var port = options.Port == 0 ? FreePort.Find() : options.Port;
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        var key = ApiKeys.NewKey();
        var password = SecretToken.New()[..PasswordLength];
        await using var sandbox = await Sandbox.Start(address, options.SandboxPort, options.Seed, clock, stop);
        folder.WriteConnectors(sandbox.Address);
        await using var app = await HubApp.Start(folder.HubArguments(address, key, password));
        try
        {
            await Play(address, key, password, sandbox, stop);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None); // lanes finish what they hold before their services go
        }

        return 0;
    }

    private async Task Play(string address, string key, string password, Sandbox sandbox, CancellationToken stop)
    {
        using var hub = new JsonCaller(new Uri(address), key, clock);
        var connections = new DemoConnections(hub, sandbox.Calls, clock);
        await connections.Authorise(stop);
        await connections.AddMeta(stop);
        await connections.AddLine(stop);
        await connections.AddZalo(stop);
        await connections.SwitchComments(stop);
        await connections.AddTracking(stop);
        var inbox = new DemoInbox(hub, await new DemoTeam(hub).Make(password, stop), clock);
        await inbox.Prepare(stop);
        var rules = new DemoRules(hub);
        await rules.Prepare(stop);
        await rules.Welcome(stop);
        await Welcome(address, sandbox.Address, key, password);
        await sandbox.Calls.Make("/_sandbox/traffic", Traffic(), stop);
        foreach (var one in OneEach)
            await sandbox.Calls.Make("/_sandbox/send", one, stop);
        await await Task.WhenAny(
            new DemoReplies(hub, clock).Run(MostReplies, stop),
            inbox.Run(stop),
            new DemoCrm(hub, sandbox.Calls, clock).Run(stop),
            new ProgressLine(hub, sandbox.Calls, clock, screen).Run(stop));
    }

    // What the traffic has seldom or never: somebody for the filter, people on LINE and Zalo whom an ad has sent, and comments that wait for a direct message.
    private static IEnumerable<object> OneEach =>
    [
        new { platform = "whatsapp", from = "vay-nhanh", text = "VAY TIỀN NHANH, giải ngân trong ngày, không cần thế chấp!" },
        new { platform = "zalo", from = "ngoc.anh", text = "Chào shop, em xem quảng cáo áo dài ạ [tt:zalo-1801]" },
        new { platform = "line", from = "ngoc.han", text = "Shop ơi, mình xem quảng cáo áo dài và muốn hỏi giá [tt:line-1801]" },
        new { platform = "tiktok", from = "be.mi.98", comment = "Áo này còn size M không shop ơi?" },
        new { platform = "tiktok", from = "thu.trang", comment = "Cho mình xin giá với ạ" },
    ];

    private object Traffic() => new
    {
        seed = options.Seed,
        webhooks = LongTraffic,
        ratePerSecond = options.Rate,
        duplicates = 0.05,
        reorder = 4,
        delayed = 0.05,
        copies = 0.02,
        forged = 1000,
        stale = 1000,
    };

    private Task Welcome(string address, Uri sandbox, string key, string password) => screen.WriteLineAsync(
        $"""

          Hub      {address}
          Sandbox  {sandbox}  (questions under /_sandbox, see docs/sandbox.md)
          Sign in  {DemoFolder.Owner}  {password}
          Agent    {DemoTeam.Agent}  {password}  (sees only her team's conversations)
          API key  {key}

          Try:     curl -H "Authorization: Bearer {key}" "{address}/api/v1/conversations?limit=3"
          Ctrl+C stops both.  Nhấn Ctrl+C để dừng cả hai.

        """);
}
