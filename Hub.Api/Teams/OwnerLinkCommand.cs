using Hub.Api.Doctor;
using Hub.Api.Hosting;
using Hub.Core.Storage;
using Hub.Core.Teams;

namespace Hub.Api.Teams;

/// <summary>
/// <c>owner-link [--email address] [--without-authenticator]</c>, with the hub's own settings, also while it runs: prints a link by which an owner sets a
/// new password. Who may run it can read the database anyway.
/// </summary>
internal static class OwnerLinkCommand
{
    private const string WithoutAuthenticator = "--without-authenticator";

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (CommandLine.Problem(args, ["email"], [WithoutAuthenticator]) is { } wrong)
            return await Usage.Refuse(wrong, errors);
        var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != WithoutAuthenticator)]);
        try
        {
            HubServices.Add(builder, HubRole.Api, isLook: true);
        }
        catch (Exception error) when (error is StorageException or StartRefused) // the words for the operator that a start would end with
        {
            await errors.WriteLineAsync(error.Message);
            return 1;
        }

        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var store = app.Services.GetRequiredService<HubStore>();
        if (await Unusable(app.Services, store) is { } problem)
        {
            await errors.WriteLineAsync(problem);
            return 1;
        }

        return await new OwnerLinks(store).Make(app.Configuration["email"], args.Contains(WithoutAuthenticator), default) switch
        {
            OwnerLink.Made made => await Show(made, HubRoot.Of(app), output),
            OwnerLink.NotOne { Emails: { Count: > 1 } emails } => await Refuse(errors, $"There are several owners; name one: --email {string.Join(" | ", emails)}"),
            _ => await Refuse(errors, "There is no such owner."),
        };
    }

    private static async Task<string?> Unusable(IServiceProvider services, HubStore store)
    {
        var check = new DatabaseCheck(store, services.GetRequiredService<ChosenDatabase>().ConnectionString, services.GetRequiredService<TimeProvider>());
        var found = await check.Run();
        return check.IsUsable ? null : string.Join('\n', found.Where(item => item.Health != Health.Ok).Select(item => item.Message.En));
    }

    private static async Task<int> Show(OwnerLink.Made made, Uri root, TextWriter output)
    {
        var link = new Uri(root, $"/invitation?token={made.Token}");
        var code = made.AsksForCode
            ? $"It asks for a code of the authenticator app, or a recovery code. Both lost: owner-link {WithoutAuthenticator}"
            : "No authenticator app is set up.";
        await output.WriteLineAsync(
            $"""

              {made.Email} sets a new password with this link. It works once, within seven days, and in place of earlier ones. {code}

                  {link}

              {made.Email} đặt mật khẩu mới bằng liên kết trên. Liên kết chỉ dùng được một lần trong bảy ngày và thay cho liên kết cũ.

            """);
        return 0;
    }

    private static async Task<int> Refuse(TextWriter errors, string why)
    {
        await errors.WriteLineAsync(why);
        return 1;
    }
}
