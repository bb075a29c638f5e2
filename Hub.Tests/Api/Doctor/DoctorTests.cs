using System.Text.Json;
using Hub.Api.Doctor;
using Hub.Core.Nodes;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Doctor;

[NonParallelizable]
internal sealed class DoctorTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task It_names_the_engine_the_space_and_a_transaction_that_was_left_open()
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres);

        var (_, found) = await Ask(database.ConnectionString);

        Assert.That(found["job engine"], Does.StartWith("ok").And.Contain(JobEngines.HasHangfire ? "Hangfire" : "Quartz.NET"));
        Assert.That(found["cluster"], Does.StartWith("warn").And.Contain("No node"));
        Assert.That(found["oldest transaction"], Is.EqualTo("ok Open for less than a second."));
        Assert.That(found["disk"], Does.Contain("MB are free"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_engine_that_cannot_be_is_a_finding_and_no_crash()
    {
        var (code, found) = await Ask("Data Source=nowhere.db", "--Hub:JobEngine=cron");

        Assert.That((code, found["configuration"]), Is.EqualTo((1, "fail Hub__JobEngine must be quartz or hangfire.")));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_proxy_that_is_a_name_is_a_finding_that_names_the_setting()
    {
        var (code, found) = await Ask("Data Source=nowhere.db", "--Hub:KnownProxies:0=proxy.internal");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(found["configuration"], Does.StartWith("fail Hub__KnownProxies__0 must be").And.Contain("proxy.internal"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Shipped_connectors_that_nobody_has_set_up_are_a_note_and_half_a_setup_is_a_failure()
    {
        var shipped = $"--Hub:ConnectorsFile={Path.Combine(Repository.Root, "connectors.json")}";
        var half = Path.GetTempFileName();
        await File.WriteAllTextAsync(half, """{"connectors":[{"id":"tiktok","settings":{"appId":"123","appSecret":"${HUB_TESTS_NOT_SET:-}"}}]}""");

        var (code, found) = await Ask("Data Source=nowhere.db", shipped);
        var (halfCode, halfFound) = await Ask("Data Source=nowhere.db", $"--Hub:ConnectorsFile={half}");
        File.Delete(half);

        Assert.That(code, Is.Zero, string.Join('\n', found));
        Assert.That(found["connector tiktok"], Does.StartWith("note Not set up"));
        Assert.That(halfCode, Is.EqualTo(1));
        Assert.That(halfFound["connector tiktok"], Does.StartWith("fail").And.Contain("appSecret"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_hub_behind_https_that_knows_no_proxy_is_a_warning()
    {
        const string address = "--Hub:PublicUrl=https://hub.example.com";

        var (_, without) = await Ask("Data Source=nowhere.db", address);
        var (_, with) = await Ask("Data Source=nowhere.db", address, "--Hub:KnownProxies:0=127.0.0.1");

        Assert.That(without["reverse proxy"], Does.StartWith("warn"));
        Assert.That(with.Keys, Does.Not.Contain("reverse proxy"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task It_leaves_an_empty_folder_empty_and_makes_none_that_is_not_there()
    {
        var folder = Directory.CreateTempSubdirectory("hub-doctor-").FullName;
        var missing = Path.Combine(folder, "hub", "data");
        try
        {
            var (_, empty) = await Ask("Data Source=nowhere.db", $"--Hub:DataDirectory={folder}");
            var (code, none) = await Ask("Data Source=nowhere.db", $"--Hub:DataDirectory={missing}");

            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
            Assert.That((code, empty["data directory"]), Is.EqualTo((0, $"ok {folder} can be written.")));
            Assert.That(none["data directory"], Is.EqualTo($"ok {missing} is not there yet; the first start makes it."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_data_directory_that_is_a_file_is_a_failure()
    {
        var file = Path.GetTempFileName();

        var (code, found) = await Ask("Data Source=nowhere.db", $"--Hub:DataDirectory={file}");
        File.Delete(file);

        Assert.That((code, found["data directory"]), Is.EqualTo((1, $"fail {file} cannot be written. Give the hub's user the right, or set Hub__DataDirectory.")));
    }

    [TestCase(StorageKind.Sqlite)]
    [TestCase(StorageKind.Postgres)]
    [CancelAfter(60_000)]
    public async Task Keys_that_are_not_the_databases_are_a_failure_before_the_hub_refuses_to_start(StorageKind kind)
    {
        await using var database = await TestDatabases.Create(kind);
        await using (await HubHost.Start(database.ConnectionString))
        {
        }

        var folder = Directory.CreateTempSubdirectory("hub-doctor-").FullName;
        var (code, found) = await Ask(database.ConnectionString, $"--Hub:DataDirectory={folder}");
        var written = Directory.GetFileSystemEntries(folder);
        Directory.Delete(folder, recursive: true);

        Assert.That((code, written), Is.EqualTo((1, Array.Empty<string>())), "a key of its own would be one more that is not the database's");
        Assert.That(found["key ring"], Does.Contain("fail It is not the one that this database's secrets were encrypted with. Put its files back."));
    }

    [TestCase(StorageKind.Sqlite)]
    [TestCase(StorageKind.Postgres)]
    [CancelAfter(60_000)]
    public async Task Nodes_that_work_are_counted_and_none_is_a_failure_once_something_waits(StorageKind kind)
    {
        await using var database = await TestDatabases.Create(kind);
        await using var host = await HubHost.Start(database.ConnectionString, null, "--role", "api");
        var engine = JobEngines.Choose(database.ConnectionString, null);

        var idle = await Cluster();
        await host.Connect("shop");
        await host.Receive("shop", ("m1", "u1", "chào"));
        var waiting = await Cluster();
        await host.Get<NodeList>().Beat(new Node { Id = Guid.NewGuid(), Name = "other:1", Works = true, StartedAt = host.Store.Now }, default);

        Assert.That(idle, Is.EqualTo((Health.Warn, "No node has worked yet: nothing would be sent, synced or reported. Start one with --role jobs or all.")));
        Assert.That(waiting.Health, Is.EqualTo(Health.Fail));
        Assert.That(waiting.Message, Does.StartWith("No node has worked yet, and").And.Contain("1 webhook(s) wait. Start one"));
        Assert.That(await Cluster(), Is.EqualTo((Health.Ok, "1 node(s) work.")));

        async Task<(Health Health, string Message)> Cluster()
        {
            var found = (await new EngineCheck(host.Store, host.Get<NodeList>(), engine).Run()).Single(item => item.Check == "cluster");
            return (found.Health, found.Message.En);
        }
    }

    [TestCase(0, Health.Ok)]
    [TestCase(5, Health.Warn)]
    [TestCase(-60, Health.Fail)]
    [CancelAfter(60_000)]
    public async Task A_clock_that_is_apart_from_the_databases_is_told_by_how_much_it_matters(int seconds, Health health)
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres);
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(seconds));

        var found = (await new DatabaseCheck(store, database.ConnectionString, clock).Run()).Single(item => item.Check == "clock");

        Assert.That(found.Health, Is.EqualTo(health), found.Message.En);
    }

    [TestCase(0, "Đã mở chưa đến một giây.")]
    [TestCase(59, "Đã mở 59 giây.")]
    [TestCase(61, "Đã mở 1 phút 1 giây.")]
    [TestCase(7260, "Đã mở 2 giờ 1 phút, làm chậm mọi hàng đợi. Hãy tìm trong pg_stat_activity và kết thúc nó.")]
    public void How_long_a_transaction_is_open_is_said_as_people_say_it(int seconds, string words) =>
        Assert.That(EngineCheck.Oldest(TimeSpan.FromSeconds(seconds)).Message.Vi, Is.EqualTo(words));

    [Test]
    public void Checks_are_called_by_Vietnamese_names_for_people()
    {
        Assert.That(CheckNames.Vietnamese("connection Hoa Mai"), Is.EqualTo("kết nối Hoa Mai"));
        Assert.That(CheckNames.Vietnamese("connector tiktok"), Is.EqualTo("loại kết nối tiktok"));
        Assert.That(CheckNames.Vietnamese("connectors.json"), Is.EqualTo("connectors.json"));
        Assert.That((CheckNames.Vietnamese("disk"), CheckNames.Vietnamese(Health.Fail)), Is.EqualTo(("ổ đĩa", "lỗi")));
    }

    [TestCase(599, Health.Ok)]
    [TestCase(601, Health.Warn)]
    public void A_transaction_that_is_open_for_ten_minutes_is_a_warning(int seconds, Health health) =>
        Assert.That(EngineCheck.Oldest(TimeSpan.FromSeconds(seconds)).Health, Is.EqualTo(health));

    [TestCase(1024, Health.Ok)]
    [TestCase(1023, Health.Warn)]
    public void Little_space_is_a_warning(int megabytes, Health health)
    {
        var found = FolderCheck.Space("/data", megabytes);
        Assert.That((found.Health, found.Message.En), Is.EqualTo((health, health == Health.Ok ? "1024 MB are free in /data." : "Only 1023 MB are free in /data.")));
    }

    private static async Task<(int Code, Dictionary<string, string> Found)> Ask(string connectionString, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("hub-doctor-").FullName;
        var console = Console.Out;
        using var said = new StringWriter();
        Console.SetOut(said);
        try
        {
            var code = await DoctorCommand.Run(
                ["--json", $"--ConnectionStrings:Hub={connectionString}", $"--Hub:DataDirectory={folder}", .. settings]);
            var found = JsonSerializer.Deserialize<JsonElement[]>(said.ToString())!;
            return (code, found.GroupBy(item => item.GetProperty("check").GetString()!).ToDictionary(
                items => items.Key, items => string.Join(" | ", items.Select(item => $"{item.GetProperty("health")} {item.GetProperty("message")}"))));
        }
        finally
        {
            Console.SetOut(console);
            Directory.Delete(folder, recursive: true);
        }
    }
}
