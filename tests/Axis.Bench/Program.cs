Console.WriteLine("axis");
