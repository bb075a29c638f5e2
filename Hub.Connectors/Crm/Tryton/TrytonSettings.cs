using FluentValidation;
using Hub.Connectors.Abstractions;

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

    private static readonly LocalizedText NoColon = new(
        "A user name has no colon: the protocol cannot carry one.", "Tên đăng nhập không được có dấu hai chấm vì giao thức không truyền được.");

    public TrytonSettingsValidator()
    {
        RuleFor(settings => settings.Database)
            .Must(name => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')).WithState(_ => Name);
        RuleFor(settings => settings.User).Must(user => !user.Contains(':')).WithState(_ => NoColon);
    }
}
