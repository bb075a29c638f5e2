using Hub.Api.Doctor;
using Hub.Api.Hosting;
using Hub.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Hub.Tests.Api.Hosting;

/// <summary>A setting that cannot be used is named in one line, by the hub and by its doctor.</summary>
[NonParallelizable]
public sealed class HubSettingsTests
{
    private static readonly (string Name, string Value, string Taken)[] Wrong =
    [
        ("Hub:PublicUrl", "nonsense", "an address such as https://hub.example.com"),
        ("Hub:PublicUrl", "ftp://hub.example.com", "an address such as https://hub.example.com"),
        ("Hub:GrantRedirects:0", "nonsense", "an address such as https://hub.example.com"),
        ("Hub:WebhookTargets:1", "10.0.0.5:8080", "an address such as https://hub.example.com"),
        ("Hub:WebhookTargets", "http://10.0.0.5:8080", "set Hub__WebhookTargets__0, Hub__WebhookTargets__1 and so on"),
        ("Hub:KnownProxies:0", "proxy.internal", "the address of a reverse proxy"),
        ("Hub:KeepWebhooksDays", "abc", "a whole number from 1 to 3653"),
        ("Hub:KeepWebhooksDays", "-4", "a whole number from 1 to 3653"),
        ("Hub:KeepDeliveriesDays", "0", "a whole number from 1 to 3653"),
        ("Hub:KeepReportsDays", "99999999999", "a whole number from 1 to 3653"),
        ("Hub:AwayAfterMinutes", "-1", "a whole number from 1 to 5260320"),
        ("Hub:IngestWorkers", "0", "a whole number from 1 to 256"),
        ("Hub:RequestsPerSecond", "", "a whole number from 1 to 1000000"),
        ("Hub:StopWithInput", "yes", "true or false"),
        ("Hub:JobEngine", "cron", "quartz or hangfire"),
        ("ConnectionStrings:Hub", "nonsense", "Data Source=FILE for SQLite, or Host=…"),
        ("ConnectionStrings:Hub", "Data Source=hub.db;Nonsense=1", "Data Source=FILE for SQLite, or Host=…"),
        ("ConnectionStrings:Hub", "Username=hub;Password=secret", "Data Source=FILE for SQLite, or Host=…"),
        ("ConnectionStrings:Hub", "Host=db;Port=many", "Data Source=FILE for SQLite, or Host=…"),
        ("urls", "nonsense", "addresses to listen on such as http://0.0.0.0:5080"),
    ];

    private static IEnumerable<TestCaseData> Cases => Wrong.Select(setting => new TestCaseData(setting.Name, setting.Value, setting.Taken));

    [TestCaseSource(nameof(Cases))]
    [CancelAfter(60_000)]
    public async Task The_hub_does_not_start_and_says_why_in_one_line(string name, string value, string taken)
    {
        var (exit, said) = await Said(() => HubApp.Run(Args(name, value)), Console.SetError, Console.Error);

        Assert.That((exit, said.TrimEnd().Split('\n')), Is.EqualTo((1, new[] { said.TrimEnd() })));
        Assert.That(said, Does.StartWith("hub: ").And.Contain(Variable(name)).And.Contain(taken));
        if (name.StartsWith("ConnectionStrings"))
            Assert.That(said, Does.Not.Contain("secret"));
    }

    [TestCaseSource(nameof(Cases))]
    [CancelAfter(60_000)]
    public async Task The_doctor_finds_it(string name, string value, string taken)
    {
        var (exit, said) = await Said(() => DoctorCommand.Run(Args(name, value)), Console.SetOut, Console.Out);

        Assert.That((exit, said.TrimEnd().Split('\n')), Is.EqualTo((1, new[] { said.TrimEnd() })));
        Assert.That(said, Does.StartWith("fail  configuration").And.Contain(Variable(name)).And.Contain(taken));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_doctor_finds_all_that_are_wrong_and_what_is_no_setting_in_the_language_that_is_asked_for()
    {
        var (_, all) = await Said(() => DoctorCommand.Run(
            ["--lang", "vi", .. Args("Hub:PublicUrl", "nonsense"), "--Hub:AwayAfterMinutes=-1"]), Console.SetOut, Console.Out);
        var unknown = HubSettings.Unknown(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Hub:PublicUri", "https://hub.example.com"), new("Hub:publicUrl", "https://hub.example.com")]).Build());

        Assert.That(all, Does.Contain("Hub__PublicUrl phải là một địa chỉ").And.Contain("Hub__AwayAfterMinutes phải là một số nguyên từ 1"));
        Assert.That(unknown, Is.EqualTo(new[] { "Hub__PublicUri" }));
    }

    [Test]
    public void An_empty_address_is_none()
    {
        var options = HubSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Hub:PublicUrl", ""), new("Hub:WebhookTargets:0", ""), new("Hub:WebhookTargets:1", "http://10.0.0.5:8080")]).Build());

        Assert.That((options.PublicUrl, options.WebhookTargets), Is.EqualTo(((Uri?)null, new[] { new Uri("http://10.0.0.5:8080") })));
    }

    private static string Variable(string name) => name == "urls" ? "--urls" : name.Replace(":", "__");

    private static string[] Args(string name, string value) =>
        [$"--{name}={value}", $"--Hub:ConnectorsFile={Path.Combine(Repository.Root, "connectors.json")}", .. name == "ConnectionStrings:Hub" ? [] : (string[])["--ConnectionStrings:Hub=Data Source=nowhere.db"]];

    private static async Task<(int Exit, string Said)> Said(Func<Task<int>> run, Action<TextWriter> listen, TextWriter console)
    {
        await using var said = new StringWriter();
        listen(said);
        try
        {
            return (await run(), said.ToString());
        }
        finally
        {
            listen(console);
        }
    }
}
