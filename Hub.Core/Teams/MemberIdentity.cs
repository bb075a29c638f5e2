using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Core.Teams;

/// <summary>ASP.NET Core Identity for members, as this product wants it.</summary>
public static class MemberIdentity
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 200;

    /// <summary>The code of the error for a password that anybody would guess.</summary>
    public const string GuessablePassword = "PasswordGuessable";

    // PBKDF2-HMAC-SHA512 as OWASP's password storage cheat sheet asks for.
    private const int HashRounds = 210_000;

    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddIdentityCore<Member>(Configure)
            .AddPasswordValidator<MemberPasswords>()
            .AddTokenProvider<AuthenticatorTokenProvider<Member>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
        services.AddScoped<IUserStore<Member>>(provider => new MemberStore(
            provider.GetRequiredService<HubStore>(), provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<UnknownAddresses>();
        services.AddScoped<SignIn>();
        services.AddScoped<Authenticators>();
        services.AddSingleton<Sessions>().AddSingleton<Invitations>().AddSingleton<CallerWatch>();
        services.AddSingleton<Members>().AddSingleton<RoleDesk>().AddSingleton<TeamDesk>().AddSingleton<MemberDirectory>();
        return services;
    }

    private static void Configure(IdentityOptions identity)
    {
        // Length and variety, no rules of composition (NIST SP 800-63B).
        identity.Password.RequiredLength = ShortestPassword;
        identity.Password.RequiredUniqueChars = 5;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        identity.User.AllowedUserNameCharacters = ""; // an address, which is checked as one
        identity.User.RequireUniqueEmail = true;
        identity.Tokens.AuthenticatorIssuer = "Hub";
    }
}
