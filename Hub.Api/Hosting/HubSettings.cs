using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace Hub.Api.Hosting;

/// <summary>Reads the settings. Of one that cannot be used it says which it is, what it is, and what is taken.</summary>
internal static class HubSettings
{
    private const string Section = "Hub";
    private static readonly PropertyInfo[] Known = typeof(HubOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(setting => setting.Name)];

    /// <exception cref="StartRefused">The first that cannot be used.</exception>
    public static HubOptions Read(IConfiguration configuration)
    {
        if (Problems(configuration) is [var problem, ..])
            throw new StartRefused(problem);
        var options = configuration.GetSection(Section).Get<HubOptions>() ?? new HubOptions();
        // An empty variable names none.
        options.GrantRedirects = [.. options.GrantRedirects.OfType<Uri>()];
        options.WebhookTargets = [.. options.WebhookTargets.OfType<Uri>()];
        return options;
    }

    public static string Database(IConfiguration configuration, HubOptions options) =>
        configuration.GetConnectionString("Hub") ?? $"Data Source={options.DataDirectory}/hub.db";

    public static IReadOnlyList<LocalizedText> Problems(IConfiguration configuration)
    {
        var hub = configuration.GetSection(Section);
        var problems = Known.SelectMany(setting => Problems(setting, hub.GetSection(setting.Name))).ToList();
        // What cannot be read is not repeated: it may be a password.
        if (configuration.GetConnectionString("Hub") is { } database && !StorageKinds.CanRead(database))
            problems.Add(new(
                "ConnectionStrings__Hub must be Data Source=FILE for SQLite, or Host=…;Database=…;Username=…;Password=… for PostgreSQL.",
                "ConnectionStrings__Hub phải là Data Source=TỆP cho SQLite, hoặc Host=…;Database=…;Username=…;Password=… cho PostgreSQL."));
        if (configuration[WebHostDefaults.ServerUrlsKey] is { } urls && urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !CanListen(url)) is { } wrong)
            problems.Add(Wrong("--urls", wrong, "addresses to listen on such as http://0.0.0.0:5080", "địa chỉ lắng nghe như http://0.0.0.0:5080"));
        return problems;
    }

    /// <summary>Names that no setting has: they do nothing, and somebody meant them to.</summary>
    public static IReadOnlyList<string> Unknown(IConfiguration configuration) =>
        [.. configuration.GetSection(Section).GetChildren().Select(child => child.Key).Except(Names, StringComparer.OrdinalIgnoreCase).Select(Variable)];

    private static IEnumerable<LocalizedText> Problems(PropertyInfo setting, IConfigurationSection section)
    {
        var name = Variable(setting.Name);
        if (setting.PropertyType.IsArray)
            return section.Value is { Length: > 0 }
                ? [new($"{name} takes several: set {name}__0, {name}__1 and so on.", $"{name} nhận nhiều giá trị: hãy đặt {name}__0, {name}__1, v.v.")]
                : section.GetChildren().SelectMany(item => Problem(setting.PropertyType.GetElementType()!, null, $"{name}__{item.Key}", item.Value));
        return section.Value is null ? [] : Problem(setting.PropertyType, setting.GetCustomAttribute<RangeAttribute>(), name, section.Value);
    }

    private static IEnumerable<LocalizedText> Problem(Type type, RangeAttribute? range, string name, string? value)
    {
        if (type == typeof(Uri) && value is { Length: > 0 } && !IsAddress(value))
            yield return Wrong(name, value, "an address such as https://hub.example.com", "một địa chỉ như https://hub.example.com");
        if (type == typeof(bool) && !bool.TryParse(value, out _))
            yield return Wrong(name, value, "true or false", "true hoặc false");
        if (type == typeof(int) && (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || range?.IsValid(number) == false))
            yield return Wrong(
                name, value, $"a whole number from {range?.Minimum} to {range?.Maximum}", $"một số nguyên từ {range?.Minimum} đến {range?.Maximum}");
    }

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static bool CanListen(string url)
    {
        try
        {
            return BindingAddress.Parse(url.Trim()).Port >= 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static LocalizedText Wrong(string name, string? value, string en, string vi) =>
        new($"{name} must be {en}. It is \"{value}\".", $"{name} phải là {vi}. Hiện là \"{value}\".");

    private static string Variable(string name) => $"{Section}__{name}";
}
