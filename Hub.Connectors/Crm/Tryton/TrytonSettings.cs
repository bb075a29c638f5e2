using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>Settings of one database.</summary>
/// <param name="Shop">Name of the web shop that the hub's sales belong to.</param>
internal sealed record TrytonSettings(string Database, string User, string Password, string Shop)
{
    public static TrytonSettings Of(ConnectorSettings settings) => new(
        settings.Text("database") ?? "", settings.Text("user") ?? "", settings.Text("password") ?? "", settings.Text("shop") ?? "Hub");

    public override string ToString() => $"TrytonSettings({Database})";
}

/// <summary>The database becomes part of the address.</summary>
internal sealed class TrytonSettingsValidator : AbstractValidator<TrytonSettings>
{
    private static readonly LocalizedText Name = new(
        "A database name has letters, digits, - and _.", "Tên cơ sở dữ liệu gồm chữ cái, chữ số, - và _.");

    public TrytonSettingsValidator()
    {
        RuleFor(settings => settings.Database)
            .Must(name => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).WithState(_ => Name);
        RuleFor(settings => settings.User).Must(BasicLogin.IsUser).WithState(_ => BasicLogin.NoColon);
    }
}
