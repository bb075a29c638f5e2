using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Api.Hosting;
using Hub.Core.Storage;
using Hub.Sandbox;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Promises;

/// <summary>
/// A database, the sandbox, and a hub with the real connectors, as a program of its own or inside the test. The stage outlives the hub,
/// so that the next one finds the same data, keys and address.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string OwnerKey = "hub_promises-owner-key-0123456789abcdefgh";
    public static readonly string[] Channels = ["tiktok", "whatsapp", "messenger"];
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-stage-").FullName;
    private readonly TestDatabase _database;

    private Stage(TestDatabase database, RunningSandbox sandbox, Uri address)
    {
        (_database, Sandbox, Address) = (database, sandbox, address);
        Vendors = FakeVendor.Client();
        Vendors.BaseAddress = sandbox.BaseAddress;
        Api = FakeVendor.Client();
        Api.BaseAddress = address;
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OwnerKey);
        Store = HubStore.Open(database.ConnectionString, TimeProvider.System);
    }

    public RunningSandbox Sandbox { get; }

    /// <summary>Of the hub.</summary>
    public Uri Address { get; }

    public HttpClient Vendors { get; }

    /// <summary>With the owner's key.</summary>
    public HttpClient Api { get; }

    /// <summary>The hub's database, looked at from outside.</summary>
    public HubStore Store { get; private set; }

    public Dictionary<string, Guid> Connections { get; } = [];

    private string[] Arguments =>
    [
        "--urls", Address.ToString().TrimEnd('/'), "--environment", "Production", $"--ConnectionStrings:Hub={_database.ConnectionString}",
        $"--Hub:DataDirectory={_folder}", $"--Hub:BootstrapApiKey={OwnerKey}",
            $"--Hub:ConnectorsFile={Path.Combine(_folder, "connectors.json")}",
        "--Hub:RequestsPerSecond=5000",
    ];

    /// <param name="vendors">Stands in the place of all five platforms; the sandbox by default.</param>
    public static async Task<Stage> Set(StorageKind kind, Uri? vendors = null, Action<SandboxOptions>? configure = null) =>
        await Set(await TestDatabases.Create(kind), vendors, configure);

    /// <param name="database">The stage's from now on.</param>
    public static async Task<Stage> Set(TestDatabase database, Uri? vendors = null, Action<SandboxOptions>? configure = null)
    {
        var address = FakeVendor.RefusedAddress();
        var options = new SandboxOptions
        {
            Urls = "http://127.0.0.1:0",
            Hub = address.ToString().TrimEnd('/'),
            RateLimits = false,
            RetryFirstMs = 20,
            RetryMaxMs = 200,
            ReceiptDelayMs = 5,
        };
        configure?.Invoke(options);
        var stage = new Stage(database, await SandboxHost.StartAsync(options), address);
        var file = StageAccounts.Connectors(options, vendors ?? stage.Sandbox.BaseAddress).ToJsonString();
        await File.WriteAllTextAsync(Path.Combine(stage._folder, "connectors.json"), file);
        return stage;
    }

    /// <summary>The next hub counts signatures by this secret as well as by the platforms' own.</summary>
    public Task Rotate(string previousSecret) => Edit((_, settings) =>
    {
        if (settings["appSecret"] is not null)
            settings["previousAppSecret"] = previousSecret;
    });

    /// <summary>The next hub reaches this platform by another port of this machine.</summary>
    public Task Reroute(string connector, int port) => Edit((id, settings) =>
    {
        if (id == connector)
            settings["apiBase"] = new UriBuilder((string)settings["apiBase"]!) { Port = port }.Uri.ToString();
    });

    /// <param name="crashAt">A checkpoint, such as <c>lane.3</c>.</param>
    public Task<HubProcess> Start(CancellationToken cancellation, string? crashAt = null, params string[] settings) =>
        HubProcess.Start(Address, [.. Arguments, .. settings], Environment(crashAt), cancellation);

    /// <summary>Another node of the same hub, at an address of its own.</summary>
    public Task<HubProcess> StartBeside(CancellationToken cancellation, params string[] settings)
    {
        var address = FakeVendor.RefusedAddress();
        return HubProcess.Start(address, [.. Arguments, "--urls", address.ToString().TrimEnd('/'), .. settings], Environment(null), cancellation);
    }

    /// <summary>With 256 MiB, of which some 100 are in use at rest: too little for one that reads a body without end, however rarely it collects.</summary>
    public Task<HubProcess> StartInSmallHeap(CancellationToken cancellation) =>
        HubProcess.Start(Address, Arguments, new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x10000000" }, cancellation);

    /// <summary>Does not wait: for a hub that may die before it is ready.</summary>
    /// <param name="folder">Of another version's program.</param>
    public HubProcess Launch(string? crashAt, string? folder = null) => HubProcess.Launch(Address, Arguments, Environment(crashAt), folder);

    /// <summary>The hub inside this process.</summary>
    public Task<WebApplication> Host(LogCapture? log = null, params string[] settings) => HubApp.Start([.. Arguments, "--Logging:LogLevel:Default=Trace", .. settings], builder =>
    {
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
    });

    /// <summary>Connects the sandbox's accounts; all five by default.</summary>
    public async Task Connect(params string[] connectors)
    {
        foreach (var connector in connectors.Length > 0 ? connectors : [.. Channels, "tiktok-events", "hubspot"])
        {
            Connections[connector] = await Connect(StageAccounts.Connection(Sandbox.Options, connector));
            if (connector != "hubspot")
                continue;
            using var check = await Api.PostAsync($"/api/v1/connections/{Connections[connector]}/check", null);
            check.EnsureSuccessStatusCode();
        }
    }

    /// <summary>More portals of the CRM, which all keep the same records.</summary>
    public async Task ConnectPortals(int count)
    {
        await Connect("hubspot");
        for (var portal = 2; portal <= count; portal++)
            await Connect(StageAccounts.Connection(Sandbox.Options, "hubspot", $"{portal}"));
    }

    private async Task<Guid> Connect(object connection)
    {
        using var answer = await Api.PostAsJsonAsync("/api/v1/connections", connection);
        return (await HubHost.Json(answer)).GetProperty("id").GetGuid();
    }

    /// <summary>Somebody does something on a platform; returns the platform's message id and conversation.</summary>
    public async Task<(string Message, string Conversation)> Happens(object act)
    {
        using var answer = await Vendors.PostAsJsonAsync("/_sandbox/send", act);
        var body = await HubHost.Json(answer);
        return (body.GetProperty("messageId").GetString() ?? "", body.GetProperty("conversation").GetString() ?? "");
    }

    /// <summary>The database, and then the key ring, as the manual says; from outside, whatever the hub is doing.</summary>
    public async Task Backup()
    {
        await _database.Backup(BackupFile);
        CopyKeys(Path.Combine(_folder, "keys"), Path.Combine(_folder, "keys-backup"));
    }

    /// <summary>What a backup that is made now holds of the database.</summary>
    public async Task<DatabaseBytes> BackedUp()
    {
        File.Delete(BackupFile);
        await _database.Backup(BackupFile);
        return new DatabaseBytes(await _database.Read(BackupFile));
    }

    /// <summary>Into an empty database, while no hub runs.</summary>
    public async Task Restore()
    {
        await Store.DisposeAsync(); // its connections end with the database
        await _database.Restore(BackupFile);
        Store = HubStore.Open(_database.ConnectionString, TimeProvider.System);
        CopyKeys(Path.Combine(_folder, "keys-backup"), Path.Combine(_folder, "keys"));
    }

    public async Task Faults(object faults)
    {
        using var answer = await Vendors.PutAsJsonAsync("/_sandbox/faults", faults);
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> Ask(string question) => Vendors.GetFromJsonAsync<JsonElement>("/_sandbox/" + question);

    /// <summary>Texts that a platform has received from the hub.</summary>
    public async Task<List<string>> Received(string channel) =>
        [.. (await Ask($"messages?channel={channel}&limit=20000")).EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];

    public async Task<JsonElement> Send(Guid conversation, string text)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text });
        return (await HubHost.Json(answer)).GetProperty("messages")[0];
    }

    public Task<T> Read<T>(Func<HubDb, Task<T>> query) => Store.Read(null, query);

    public async Task<T> Until<T>(Func<HubDb, Task<T>> query, Func<T, bool> isSo, CancellationToken cancellation)
    {
        T seen = default!;
        try
        {
            while (!isSo(seen = await Read(query)))
                await Task.Delay(50, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Assert.Fail($"It never came true; last seen: {seen}");
        }

        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Vendors.Dispose();
        await Sandbox.DisposeAsync();
        await Store.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Edit(Action<string, JsonObject> edit)
    {
        var file = Path.Combine(_folder, "connectors.json");
        var connectors = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        foreach (var entry in connectors["connectors"]!.AsArray())
            edit((string)entry!["id"]!, entry["settings"]!.AsObject());
        await File.WriteAllTextAsync(file, connectors.ToJsonString());
    }

    private string BackupFile => Path.Combine(_folder, "backup");

    private static void CopyKeys(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var key in Directory.GetFiles(from))
            File.Copy(key, Path.Combine(to, Path.GetFileName(key)));
    }

    private static Dictionary<string, string> Environment(string? crashAt) =>
        crashAt is null ? [] : new Dictionary<string, string> { ["HUB_CRASH_AT"] = crashAt };
}
