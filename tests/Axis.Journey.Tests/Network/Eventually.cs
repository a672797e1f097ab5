namespace Axis.Journey.Tests.Network;

/// <summary>Waits for what has to come about; says what was there instead when it does not.</summary>
public static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<T> look, Func<T, bool> good, string what, int seconds = 30)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (true)
        {
            var seen = look();
            if (good(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetUtcNow() > until)
            {
                Assert.Fail($"{what}: not within {seconds} s; last seen: {(seen is System.Collections.IEnumerable many and not string ? string.Join("; ", many.Cast<object>()) : seen?.ToString())}");
            }

            await Task.Delay(50);
        }
    }
}
