using System.Text.Json;
using Hub.Api.Doctor;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Doctor;

[NonParallelizable]
public sealed class DoctorTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task It_names_the_engine_the_space_and_a_transaction_that_was_left_open()
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres);

        var (_, found) = await Ask(database.ConnectionString);

        Assert.That(found["job engine"], Does.StartWith("ok").And.Contain(JobEngines.HasHangfire ? "Hangfire" : "Quartz.NET"));
        Assert.That(found["cluster"], Does.StartWith("warn").And.Contain("No node"));
        Assert.That(found["oldest transaction"], Does.StartWith("ok").And.Contain("0.00:00"));
        Assert.That(found["disk"], Does.Contain("MB are free"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_engine_that_cannot_be_is_a_finding_and_no_crash()
    {
        var (code, found) = await Ask("Data Source=nowhere.db", "--Hub:JobEngine=cron");

        Assert.That((code, found["configuration"]), Is.EqualTo((1, "fail Hub__JobEngine must be quartz or hangfire.")));
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
                items => items.Key, items => $"{items.First().GetProperty("health")} {items.First().GetProperty("message")}"));
        }
        finally
        {
            Console.SetOut(console);
            Directory.Delete(folder, recursive: true);
        }
    }
}
