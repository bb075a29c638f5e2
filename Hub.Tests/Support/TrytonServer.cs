using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Hub.Tests.Support;

/// <summary>A real Tryton server on this machine, on SQLite: one company that sells in VND, one product, one web shop.</summary>
public sealed class TrytonServer : IAsyncDisposable
{
    public const string Database = "crm";
    public const string User = "admin";
    public const string Password = "mật-khẩu-123";
    public const string Shop = "Hub";
    public const string Product = "AD-01";
    private const string Admin = "/usr/bin/trytond-admin", Program = "/usr/bin/trytond";
    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private TrytonServer(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = new Uri($"http://127.0.0.1:{port}/");
        _client = FakeVendor.Client();
        _client.BaseAddress = Address;
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
    }

    public Uri Address { get; }

    /// <summary>Skips the test, or fails it where Tryton is required, when it is not installed.</summary>
    public static async Task<TrytonServer> Start(CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            if (TestDatabases.IsRequired("tryton"))
                Assert.Fail("Tryton is required by HUB_TESTS_REQUIRE and not installed.");
            Assert.Ignore("Tryton is not installed.");
        }

        var folder = Directory.CreateTempSubdirectory("hub-tryton-").FullName;
        var port = Ports.Free();
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), Password + "\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{Database}.sqlite"), "", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "conf"),
            $"""
            [web]
            listen = 127.0.0.1:{port}
            [database]
            uri = sqlite://
            path = {folder}
            [queue]
            worker = False
            """, cancellation);
        await Run(folder, "--all", "--email", "admin@example.com");
        await Run(folder, "-u", "sale", "web_shop", "--activate-dependencies");
        var server = new TrytonServer(Process.Start(Info(Program, folder))!, folder, port);
        await server.Ready(cancellation);
        await server.Furnish();
        return server;
    }

    /// <summary>As somebody who works in Tryton.</summary>
    public async Task<JsonElement> Call(string method, params object?[] arguments)
    {
        // The server takes no chunked body.
        using var content = new StringContent(JsonSerializer.Serialize(new { id = 1, method, @params = arguments }), Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync($"/{Database}/", content);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{method}: {body}");
    }

    public async Task<int> Create(string model, object values) => (await Call($"model.{model}.create", new[] { values }, Context))[0].GetInt32();

    public async Task<JsonElement[]> Read(string model, object domain, params string[] fields) =>
        [.. (await Call($"model.{model}.search_read", domain, 0, null, null, fields, Context)).EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private object Context { get; set; } = new { };

    private async Task Ready(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var answer = await _client.GetAsync("/", cancellation);
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(100, cancellation); // it is not listening yet
            }
        }
    }

    private async Task Furnish()
    {
        Context = new { };
        var currency = await Create("currency.currency", new
        {
            name = "Vietnamese dong",
            code = "VND",
            symbol = "₫",
            digits = 0,
            rounding = Decimal(1),
            rates = new object[] { new object[] { "create", new[] { new { date = new { __class__ = "date", year = 2026, month = 1, day = 1 }, rate = Decimal(1) } } } },
        });
        var party = await Create("party.party", new { name = "Cửa hàng Sen", code = "SHOP" });
        var company = await Create("company.company", new { party, currency });
        await Call("model.res.user.write", new[] { 1 }, new { companies = new object[] { new object[] { "add", new[] { company } } }, company }, new { });
        Context = new { company };
        var unit = (await Read("product.uom", new object[] { new[] { "name", "=", "Unit" } }, "id"))[0].GetProperty("id").GetInt32();
        await Create("product.template", new
        {
            name = "Áo dài lụa",
            type = "service",
            default_uom = unit,
            list_price = Decimal(1_250_000),
            salable = true,
            sale_uom = unit,
            products = new object[] { new object[] { "create", new[] { new { suffix_code = Product } } } },
        });
        await Create("web.shop", new { name = Shop, company, currency });
    }

    private static object Decimal(decimal value) => new { __class__ = "Decimal", @decimal = value.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static async Task Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(Info(Admin, folder, arguments))!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"trytond-admin {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static ProcessStartInfo Info(string program, string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, ["-c", Path.Combine(folder, "conf"), "-d", Database, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        info.Environment["TRYTONPASSFILE"] = Path.Combine(folder, "password");
        info.Environment["PATH"] = "/usr/bin:/bin"; // another Python first in the path lacks its modules
        info.Environment["LC_ALL"] = "C.UTF-8";
        return info;
    }
}
