using Axis.Core.Contracts;
using Axis.Node.Users;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Console.Hosting;

/// <summary>Who posts a form or asks by script.</summary>
internal static class SignedInPerson
{
    /// <summary>The person whose session the request comes with.</summary>
    /// <exception cref="RefusedException">There is none any more.</exception>
    public static SignedIn Who(this HttpContext context) => context.Features.Get<SignedIn>() ?? throw new RefusedException(SessionCookie.Over);

    /// <summary>The same as documents and answers name who handles them.</summary>
    public static StaffFields Staff(this HttpContext context) => new(context.Who().User.FullName);
}
