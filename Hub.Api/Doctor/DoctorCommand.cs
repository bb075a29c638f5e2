using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Api.Hosting;
using Hub.Core.Connections;
using Hub.Core.Nodes;
using Hub.Core.Storage;
using Hub.Jobs.Engines;

namespace Hub.Api.Doctor;

/// <summary><c>doctor [--lang vi] [--json]</c>, with the hub's own settings: looks at everything that it needs, and changes nothing.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private const string AsJson = "--json";

    public static async Task<int> Run(string[] args)
    {
        if (CommandLine.Problem(args, ["lang"], [AsJson]) is { } wrong)
            return await Usage.Refuse(wrong, Console.Error);
        var asJson = args.Contains(AsJson);
        var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != AsJson)]);
        var language = builder.Configuration["lang"] == "vi" ? "vi" : "en";
        var found = await Look(builder);
        await Write(found, language, asJson);
        return found.Any(item => item.Health == Health.Fail) ? 1 : 0;
    }

    private static async Task<List<Diagnosis>> Look(WebApplicationBuilder builder)
    {
        if (HubSettings.Problems(builder.Configuration) is { Count: > 0 } problems)
            return [.. problems.Select(problem => new Diagnosis("configuration", Health.Fail, problem))];
        try
        {
            HubServices.Add(builder, HubRole.Api, isLook: true);
        }
        catch (StartRefused refused) // the words for the operator that a start would end with
        {
            return [new Diagnosis("configuration", Health.Fail, refused.Text)];
        }
        catch (StorageException error)
        {
            return [Diagnosis.Fail("configuration", error.Message, error.Message)];
        }

        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        return await Look(app);
    }

    private static async Task<List<Diagnosis>> Look(WebApplication app)
    {
        var services = app.Services;
        var options = services.GetRequiredService<HubOptions>();
        var clock = services.GetRequiredService<TimeProvider>();
        var store = services.GetRequiredService<HubStore>();
        var catalog = services.GetRequiredService<InstalledCatalog>();
        var connections = new ConnectionCheck(
            store, services.GetRequiredService<ConnectorRegistry>(), services.GetRequiredService<ConnectionVault>(), clock);
        var database = new DatabaseCheck(store, services.GetRequiredService<ChosenDatabase>().ConnectionString, clock);
        List<Diagnosis> found = [.. HubSettings.Unknown(app.Configuration).Select(Unknown), .. FolderCheck.Run(options), .. await database.Run()];
        if (options.PublicUrl is { Scheme: "https" } && !Array.Exists(options.KnownProxies, proxy => proxy.Length > 0))
            found.Add(Diagnosis.Warn(
                "reverse proxy", "People come by https, and Hub__KnownProxies__0 names no proxy: cookies are not marked as secure, and all share one limit on sign-ins.",
                "Người dùng vào bằng https nhưng Hub__KnownProxies__0 chưa có proxy nào: cookie không được đánh dấu an toàn và mọi người chung một giới hạn đăng nhập."));
        found.Add(catalog.FileProblem is { } problem
            ? new Diagnosis("connectors.json", Health.Fail, problem)
            : Diagnosis.Ok("connectors.json", "It can be read.", "Đọc được."));
        found.AddRange(await connections.Connectors(database.IsUsable));
        if (database.IsUsable)
            found.Add(await services.GetRequiredService<KeyRing>().IsTheDatabases()
                ? Diagnosis.Ok("key ring", "It belongs to this database.", "Bộ khóa thuộc cơ sở dữ liệu này.")
                : Diagnosis.Fail(
                    "key ring", "It is not the one that this database's secrets were encrypted with. Put its files back.",
                    "Bộ khóa không phải bộ đã mã hóa bí mật của cơ sở dữ liệu này. Hãy khôi phục các tệp khóa."));
        if (database.IsUsable)
            found.AddRange([.. await new EngineCheck(store, services.GetRequiredService<NodeList>(), services.GetRequiredService<ChosenEngine>().Kind).Run(), .. await connections.Connections()]);
        return found;
    }

    private static Diagnosis Unknown(string name) => Diagnosis.Warn(
        "configuration", $"There is no setting {name}: it does nothing.", $"Không có cài đặt {name}: nó không có tác dụng.");

    private static async Task Write(List<Diagnosis> found, string language, bool asJson)
    {
        if (asJson)
        {
            var items = found.Select(item => new { item.Check, item.Health, Message = item.Message.In(language) });
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(items, Json));
            return;
        }

        foreach (var item in found)
            await Console.Out.WriteLineAsync(language == "vi"
                ? $"{CheckNames.Vietnamese(item.Health),-8} {CheckNames.Vietnamese(item.Check),-34} {item.Message.Vi}"
                : $"{item.Health.ToString().ToLowerInvariant(),-5} {item.Check,-26} {item.Message.En}");
    }
}
